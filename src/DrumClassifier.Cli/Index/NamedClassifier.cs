using System.Runtime.CompilerServices;

namespace DrumClassification.Cli.Index;

/// <summary>Joins the names of files to what is heard. An index knows what was heard alone, so the library cannot do that before it.</summary>
/// <param name="inner">Says what is heard, with the probabilities of kinds.</param>
/// <param name="options">How names count.</param>
/// <param name="isEachForItself">True lets no answer depend on another file, see <see cref="NamedFiles"/>.</param>
internal sealed class NamedClassifier(IDrumClassifier inner, DrumClassifierOptions options, bool isEachForItself = false) : DelegatingClassifier(inner)
{
    public override async IAsyncEnumerable<FileClassification> ClassifyFilesAsync(
        IEnumerable<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        NamedFiles names = new(Model, options, isEachForItself);
        await foreach (FileClassification heard in Inner.ClassifyFilesAsync(paths, cancellationToken))
        {
            yield return names.Join(heard);
        }
    }
}

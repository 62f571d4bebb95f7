using System.Runtime.CompilerServices;

namespace DrumClassification.Cli.Index;

/// <summary>Joins the names of files to what is heard. An index knows what was heard alone, so the library cannot do that before it.</summary>
/// <param name="inner">Says what is heard, with the probabilities of kinds.</param>
/// <param name="options">How names count.</param>
/// <param name="isEachForItself">
/// True begins with every file anew: how far names are believed is learned from the files before, and so an answer depends on them. Without roots
/// a file is its own, so that its own folder counts and none above.
/// </param>
internal sealed class NamedClassifier(IDrumClassifier inner, DrumClassifierOptions options, bool isEachForItself = false) : DelegatingClassifier(inner)
{
    public override async IAsyncEnumerable<FileClassification> ClassifyFilesAsync(
        IEnumerable<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        NamedFiles names = new(Model, options);
        await foreach (FileClassification heard in Inner.ClassifyFilesAsync(paths, cancellationToken))
        {
            yield return (isEachForItself ? new NamedFiles(Model, OptionsFor(heard.Path)) : names).Join(heard);
        }
    }

    private DrumClassifierOptions OptionsFor(string path) => options.NameRoots.Count > 0 ? options : options with { NameRoots = [path] };
}

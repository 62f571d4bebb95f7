using System.Runtime.CompilerServices;
using DrumClassification.Cli.Input;

namespace DrumClassification.Cli.Index;

/// <summary>A classifier that says of a file what the user has said of it, if that is known.</summary>
/// <param name="inner">Says it of the others; disposed with this.</param>
/// <param name="lookup">Knows the files; disposed with the inner one.</param>
/// <param name="said">What the user has said.</param>
internal sealed class CorrectedClassifier(IDrumClassifier inner, IndexLookup lookup, Corrections said) : DelegatingClassifier(inner)
{
    public override Classification Classify(string path) => Correct(path, Inner.Classify(path));

    public override async IAsyncEnumerable<FileClassification> ClassifyFilesAsync(
        IEnumerable<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (FileClassification result in Inner.ClassifyFilesAsync(paths, cancellationToken))
        {
            yield return result.Classification is { } found ? result with { Classification = Correct(result.Path, found) } : result;
        }
    }

    private Classification Correct(string path, Classification found) => lookup.Find(path)?.Known.Hash is { } hash ? said.Apply(hash, found) : found;
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace DrumClassification.Cli.Index;

/// <summary>A classifier that says of a file what the user has said of it, if that is known.</summary>
internal sealed class CorrectedClassifier : DelegatingClassifier
{
    private readonly Corrections _said;

    // The contents of files that were looked up, and of which something was said.
    private readonly ConcurrentDictionary<string, byte[]> _contents = new(StringComparer.Ordinal);

    /// <summary>Makes one.</summary>
    /// <param name="inner">Says it of the others; disposed with this.</param>
    /// <param name="indexed">The one behind it that looks files up.</param>
    /// <param name="said">What the user has said.</param>
    public CorrectedClassifier(IDrumClassifier inner, IndexedClassifier indexed, Corrections said)
        : base(inner)
    {
        _said = said;
        indexed.Known = (path, known) =>
        {
            if (known.Hash is { } hash && said.Has(hash))
            {
                _contents[path] = hash;
            }
        };
    }

    public override Classification Classify(string path) => Correct(path, Inner.Classify(path));

    public override async IAsyncEnumerable<FileClassification> ClassifyFilesAsync(
        IEnumerable<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (FileClassification result in Inner.ClassifyFilesAsync(paths, cancellationToken))
        {
            yield return result.Classification is { } found ? result with { Classification = Correct(result.Path, found) } : result;
        }
    }

    private Classification Correct(string path, Classification found) => _contents.TryGetValue(path, out byte[]? hash) ? _said.Apply(hash, found) : found;
}

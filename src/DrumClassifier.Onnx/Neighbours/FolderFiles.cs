using System.Runtime.CompilerServices;

namespace DrumClassification;

/// <summary>
/// Classifies files folder by folder: the files of a folder come one after another out of the pipeline, and when those that are looked at together are all
/// there, they are corrected and handed on. At most <see cref="NeighbourLimits.MostTogether"/> results wait. For one enumeration.
/// </summary>
/// <param name="neighbourhood">Corrects them.</param>
/// <param name="classify">The pipeline; its results come in the order of the paths.</param>
internal sealed class FolderFiles(Neighbourhood neighbourhood, Func<IEnumerable<string>, CancellationToken, IAsyncEnumerable<FileClassification>> classify)
{
    /// <summary>Classifies the files.</summary>
    /// <param name="paths">Read to the end before the first is classified, because a folder is only whole then.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public async IAsyncEnumerable<FileClassification> RunAsync(IEnumerable<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArraySegment<string>[] parts = Divide(paths, cancellationToken);
        int part = 0;
        List<FileClassification> waiting = [];
        await foreach (FileClassification file in classify(parts.SelectMany(paths => paths), cancellationToken).ConfigureAwait(false))
        {
            waiting.Add(file);
            if (waiting.Count < parts[part].Count)
            {
                continue;
            }

            part++;
            Classification?[] sounds = [.. waiting.Select(file => file.Classification)];
            neighbourhood.Correct(sounds, cancellationToken);
            for (int i = 0; i < sounds.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return waiting[i] with { Classification = sounds[i] };
            }

            waiting.Clear();
        }
    }

    /// <summary>
    /// Those that are looked at together: the files of one folder by the order of their names, in runs of nearly the same length. Folders stand in the order
    /// in which they first come up. So who is whose neighbour does not depend on the order in which a disk lists files.
    /// </summary>
    public static ArraySegment<string>[] Divide(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        Dictionary<string, List<string>> folders = new(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string folder = FolderOf(path);
            if (!folders.TryGetValue(folder, out List<string>? files))
            {
                folders.Add(folder, files = []);
            }

            files.Add(path);
        }

        return [.. folders.Values.SelectMany(files => NeighbourLimits.Divide<string>([.. files.Order(StringComparer.Ordinal)]))];
    }

    /// <summary>The folder that a file lies in, the same however its path is written. What is no path has none.</summary>
    private static string FolderOf(string? path)
    {
        try
        {
            return string.IsNullOrEmpty(path) ? "" : Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or NotSupportedException)
        {
            return "";
        }
    }
}

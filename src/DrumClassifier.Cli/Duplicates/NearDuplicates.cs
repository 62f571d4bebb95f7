using System.Collections.Concurrent;
using DrumClassification.Library.Search;

namespace DrumClassification.Cli.Duplicates;

/// <summary>
/// Finds files of one sound: alike to the network, and then the same in their envelopes. Each group is gathered around its best file, and
/// every other one is compared with that, so that no chain of small differences joins two different sounds.
/// </summary>
internal static class NearDuplicates
{
    /// <summary>
    /// Sounds whose embeddings are less alike than this are not compared further. Low, because the network hears the end of a sound too,
    /// which a copy that was cut lacks.
    /// </summary>
    public const float LeastSimilarity = 0.6f;

    /// <summary>
    /// The largest difference of two envelopes, in dB, that still counts as the same sound: copies in another level or lossless format stay
    /// below 0.1 and most MP3s below 0.8, while takes of one drum struck twice begin at about 1.
    /// </summary>
    public const float MostDifference = 1.0f;

    /// <summary>So many sounds are compared with all others at once; one of them that turns out to be another's copy was compared for nothing.</summary>
    private const int Stretch = 64;

    /// <summary>Groups the sounds.</summary>
    /// <param name="sounds">The sounds.</param>
    /// <param name="advance">Called once for each sound.</param>
    /// <param name="cancellationToken">Ends the call with <see cref="OperationCanceledException"/>.</param>
    /// <returns>Groups of two and more, the best file of each first, see <see cref="SoundFingerprint.BestFirst"/>.</returns>
    public static List<IReadOnlyList<NearMember>> Find(
        IEnumerable<SoundFingerprint> sounds, Action advance, CancellationToken cancellationToken)
    {
        SoundFingerprint[] all = [.. SoundFingerprint.BestFirst(sounds)];
        var blocks = new AlikeBlocks([.. all.Select(sound => sound.Unit)], LeastSimilarity);
        bool[] isTaken = new bool[all.Length];
        var groups = new List<IReadOnlyList<NearMember>>();
        for (int start = 0; start < all.Length; start += Stretch)
        {
            int end = Math.Min(start + Stretch, all.Length);
            var matches = new ConcurrentDictionary<int, List<(int Index, NearMember Member)>>();
            Parallel.For(start, end, new ParallelOptions { CancellationToken = cancellationToken }, index =>
            {
                if (!isTaken[index] && Matches(all, blocks, isTaken, index) is { Count: > 0 } found)
                {
                    matches[index] = found;
                }
            });
            for (int index = start; index < end; index++)
            {
                advance();
                if (isTaken[index] || !matches.TryGetValue(index, out List<(int Index, NearMember Member)>? found))
                {
                    continue;
                }

                // One that joined another group within this stretch is gone.
                (int Index, NearMember Member)[] left = [.. found.Where(match => !isTaken[match.Index]).OrderBy(match => match.Index)];
                if (left.Length > 0)
                {
                    groups.Add([new NearMember(all[index], 1, 0), .. left.Select(match => match.Member)]);
                    Array.ForEach(left, match => isTaken[match.Index] = true);
                }
            }
        }

        return groups;
    }

    private static List<(int Index, NearMember Member)> Matches(SoundFingerprint[] all, AlikeBlocks blocks, bool[] isTaken, int index)
    {
        var found = new List<(int Index, NearMember Member)>();
        blocks.FindBehind(index, other => !isTaken[other], (other, similarity) =>
        {
            float difference = all[index].Envelope.DifferenceTo(all[other].Envelope);
            if (difference <= MostDifference)
            {
                found.Add((other, new NearMember(all[other], similarity, difference)));
            }
        });
        return found;
    }
}

/// <summary>One file of a group.</summary>
/// <param name="Sound">The file.</param>
/// <param name="Similarity">Cosine of its embedding with that of the group's best file.</param>
/// <param name="Difference">Root mean square difference of the two envelopes in dB.</param>
internal sealed record NearMember(SoundFingerprint Sound, float Similarity, float Difference);

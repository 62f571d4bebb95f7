using DrumClassification.Library.Search;
using DrumClassification.Library.Sounds;

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

    /// <summary>So many sounds are compared with the others by one thread, block by block: what is compared with stays in the processor's cache.</summary>
    private const int Together = 128;

    /// <summary>
    /// How many sounds are compared before groups are made. One of them that turns out to be another's copy was compared for nothing; what is found does
    /// not depend on it.
    /// </summary>
    private static readonly int Stretch = 2 * Together * Environment.ProcessorCount;

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
        var sketches = new EnvelopeSketches([.. blocks.Order.Select(index => all[index].Envelope)]);
        bool[] isTaken = new bool[all.Length];
        var groups = new List<IReadOnlyList<NearMember>>();
        foreach (int[] stretch in Enumerable.Range(0, all.Length).Chunk(Stretch))
        {
            var matches = new List<(int Index, NearMember Member)>?[stretch.Length];
            Parallel.ForEach(stretch.Where(index => !isTaken[index]).Chunk(Together), new ParallelOptions { CancellationToken = cancellationToken }, some =>
            {
                foreach ((int index, List<(int Index, NearMember Member)> found) in Matches(all, blocks, sketches, isTaken, some))
                {
                    matches[index - stretch[0]] = found;
                }
            });
            foreach (int index in stretch)
            {
                advance();
                if (isTaken[index] || matches[index - stretch[0]] is not { } found)
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

    /// <summary>For some sounds those behind each that are the same.</summary>
    private static Dictionary<int, List<(int Index, NearMember Member)>> Matches(
        SoundFingerprint[] all, AlikeBlocks blocks, EnvelopeSketches sketches, bool[] isTaken, int[] indices)
    {
        var found = new Dictionary<int, List<(int Index, NearMember Member)>>();
        int first = indices[0];
        var probes = new EnvelopeProbe[indices[^1] - first + 1];
        Array.ForEach(indices, index => probes[index - first] = sketches.Probe(all[index].Envelope, MostDifference));
        blocks.FindBehind(indices, (index, other, place) => !isTaken[other] && probes[index - first].MayBeSame(place), (index, other, similarity) =>
        {
            float difference = all[index].Envelope.DifferenceTo(all[other].Envelope, MostDifference);
            if (difference <= MostDifference)
            {
                if (!found.TryGetValue(index, out List<(int Index, NearMember Member)>? own))
                {
                    found[index] = own = [];
                }

                own.Add((other, new NearMember(all[other], similarity, difference)));
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

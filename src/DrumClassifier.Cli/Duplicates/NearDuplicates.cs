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

    /// <summary>Groups the sounds.</summary>
    /// <param name="sounds">The sounds.</param>
    /// <param name="advance">Called once for each sound.</param>
    /// <param name="cancellationToken">Ends the call with <see cref="OperationCanceledException"/>.</param>
    /// <returns>Groups of two and more, the best file of each first, see <see cref="SoundFingerprint.BestFirst"/>.</returns>
    public static List<IReadOnlyList<NearMember>> Find(
        IEnumerable<SoundFingerprint> sounds, Action advance, CancellationToken cancellationToken)
    {
        List<SoundFingerprint> left = [.. SoundFingerprint.BestFirst(sounds)];
        var groups = new List<IReadOnlyList<NearMember>>();
        for (int first = 0; first < left.Count; first++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SoundFingerprint best = left[first];
            var members = new NearMember?[left.Count];
            Parallel.For(first + 1, left.Count, index => members[index] = Compare(best, left[index]));
            NearMember[] found = [.. members.OfType<NearMember>()];
            if (found.Length > 0)
            {
                groups.Add([new NearMember(best, 1, 0), .. found]);
                var gone = found.Select(member => member.Sound).ToHashSet();
                left.RemoveAll(gone.Contains);
            }

            for (int done = 0; done <= found.Length; done++)
            {
                advance();
            }
        }

        return groups;
    }

    private static NearMember? Compare(SoundFingerprint best, SoundFingerprint other)
    {
        float similarity = best.SimilarityTo(other);
        if (similarity < LeastSimilarity)
        {
            return null;
        }

        float difference = best.Envelope.DifferenceTo(other.Envelope);
        return difference <= MostDifference ? new NearMember(other, similarity, difference) : null;
    }
}

/// <summary>One file of a group.</summary>
/// <param name="Sound">The file.</param>
/// <param name="Similarity">Cosine of its embedding with that of the group's best file.</param>
/// <param name="Difference">Root mean square difference of the two envelopes in dB.</param>
internal sealed record NearMember(SoundFingerprint Sound, float Similarity, float Difference);

using DrumClassification.Cli.Duplicates;
using DrumClassification.Library.Search;
using DrumClassification.Library.Sounds;

namespace DrumClassification.Tests.Similarity;

/// <summary>Groups found in blocks are those that comparing every pair gives, one best file after the other.</summary>
public sealed class NearDuplicatesTests
{
    [Theory]
    [InlineData(1500, 16, 1)]
    [InlineData(2500, 48, 2)]
    [InlineData(400, 4, 3)]
    [InlineData(2500, 128, 4)]
    public void They_are_those_of_all_pairs(int count, int length, int seed)
    {
        SoundFingerprint[] sounds = Make(count, length, seed);
        int advanced = 0;
        List<IReadOnlyList<NearMember>> found = NearDuplicates.Find(sounds, () => advanced++, TestContext.Current.CancellationToken);
        List<string> expected = AllPairs(sounds);
        Assert.Equal(expected, found.Select(Text));
        Assert.InRange(expected.Count, 20, count);
        Assert.Equal(count, advanced);
    }

    private static List<string> AllPairs(SoundFingerprint[] sounds)
    {
        List<SoundFingerprint> left = [.. SoundFingerprint.BestFirst(sounds)];
        var groups = new List<string>();
        while (left.Count > 0)
        {
            SoundFingerprint best = left[0];
            NearMember[] members =
            [
                .. from other in left.Skip(1)
                   let similarity = System.Numerics.Tensors.TensorPrimitives.Dot<float>(best.Unit, other.Unit)
                   where similarity >= NearDuplicates.LeastSimilarity
                   let difference = best.Envelope.DifferenceTo(other.Envelope)
                   where difference <= NearDuplicates.MostDifference
                   select new NearMember(other, similarity, difference),
            ];
            left.RemoveAll(sound => sound == best || members.Any(member => member.Sound == sound));
            if (members.Length > 0)
            {
                groups.Add(Text([new NearMember(best, 1, 0), .. members]));
            }
        }

        return groups;
    }

    private static string Text(IReadOnlyList<NearMember> group) => string.Join(", ", group.Select(member => $"{member.Sound.Path} {member.Similarity} {member.Difference}"));

    [Fact]
    public void Pairs_right_at_both_limits_are_found_and_ones_just_beyond_are_not()
    {
        // The cosine of the second is the limit, that of the third is the next number below; the envelope of the fourth is at the limit, that of the fifth beyond.
        byte[] level = [.. Enumerable.Range(0, 40 * 16).Select(_ => (byte)150)];
        float least = NearDuplicates.LeastSimilarity;
        float[] axis = [1, 0, 0];
        SoundFingerprint[] sounds =
        [
            Sound("0.wav", axis, level),
            Sound("1.wav", At(least), level),
            Sound("2.wav", At(least - 1e-4f), level),
            Sound("3.wav", axis, Off(5)),
            Sound("4.wav", axis, Off(6)),
        ];
        IReadOnlyList<NearMember> group = NearDuplicates.Find(sounds, () => { }, TestContext.Current.CancellationToken)[0];
        Assert.Equal(["0.wav", "1.wav", "3.wav"], group.Select(member => member.Sound.Path));
        Assert.Equal(NearDuplicates.MostDifference, group[2].Difference);
        Assert.Equal(AllPairs(sounds)[0], Text(group));

        float[] At(float cosine)
        {
            // So that rounding leaves it at the limit or above, as the test above the limit says.
            float[] vector = [cosine, MathF.Sqrt(1 - (cosine * cosine)), 0];
            while (cosine == least && Embeddings.Normalize(vector)[0] < least)
            {
                vector[0] = MathF.BitIncrement(vector[0]);
            }

            return vector;
        }

        byte[] Off(int steps) => [.. level.Select((step, index) => (byte)(step + ((index % 16 < 8) == (index / 16 % 8 < 4) ? steps : -steps)))];

        static SoundFingerprint Sound(string path, float[] embedding, byte[] envelope) => new(
            path,
            FakeClassifier.Make(DrumLabels.Kick) with { Embedding = embedding },
            new SoundMeasure(new AudioSourceInfo("WAV", 44100, 1) { BitsPerSample = 16 }, TimeSpan.FromSeconds(1), true, 0, -20, [], BandEnvelope.FromBytes(envelope)));
    }

    /// <summary>Originals, and copies of them with a little noise in what is compared; some of a copy's copies are beyond the limit.</summary>
    private static SoundFingerprint[] Make(int count, int length, int seed)
    {
        var random = new Random(seed);
        var originals = Enumerable.Range(0, count / 4).Select(_ => (Vector: Vector(1), Envelope: Envelope())).ToArray();
        return [.. Enumerable.Range(0, count).Select(index =>
        {
            (float[] vector, byte[] envelope) = originals[random.Next(originals.Length)];
            int noise = random.Next(12);
            return new SoundFingerprint(
                $"{index:00000}.wav",
                FakeClassifier.Make(DrumLabels.Kick) with { Embedding = vector.Zip(Vector(0.7f), (a, b) => a + b).ToArray() },
                new SoundMeasure(
                    new AudioSourceInfo("WAV", 44100, 1) { BitsPerSample = 8 * random.Next(1, 4) }, TimeSpan.FromSeconds(1), true, -random.Next(20), -20, [],
                    BandEnvelope.FromBytes([.. envelope.Select(level => (byte)Math.Clamp(level + random.Next(-noise, noise + 1), 0, 250))])));
        })];

        float[] Vector(float size) => [.. Enumerable.Range(0, length).Select(_ => size * (random.NextSingle() - 0.5f))];

        byte[] Envelope() => [.. Enumerable.Range(0, 16 * random.Next(9, 100)).Select(_ => (byte)random.Next(60, 250))];
    }
}

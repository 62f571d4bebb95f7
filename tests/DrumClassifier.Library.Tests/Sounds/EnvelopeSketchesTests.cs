using DrumClassification.Library.Sounds;

namespace DrumClassification.Tests.Sounds;

/// <summary>A sketch never calls a pair different that is the same, and most others it does.</summary>
public sealed class EnvelopeSketchesTests
{
    private const int Bands = 16;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_pair_within_the_limit_is_called_different_and_most_others_are(int seed)
    {
        var random = new Random(seed);
        var envelopes = new List<BandEnvelope>();
        while (envelopes.Count < 600)
        {
            byte[] hit = Hit(random);
            envelopes.Add(BandEnvelope.FromBytes(hit));
            for (int copy = random.Next(4); copy > 0; copy--)
            {
                envelopes.Add(BandEnvelope.FromBytes(Copy(hit, random)));
            }
        }

        (int same, int atLag, int called, int different) = Count([.. envelopes], new EnvelopeSketches(envelopes));
        Assert.InRange(same, 200, int.MaxValue);
        Assert.InRange(atLag, 50, same);
        Assert.InRange(called, different * 0.5, different);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 4)]
    [InlineData(5, 100)]
    public void A_pair_right_at_the_limit_is_not_called_different(int steps, int frames)
    {
        // Above and below by turns, for so many frames each: the standard deviation is that many steps of 0.2 dB.
        byte[] one = [.. Enumerable.Range(0, 100 * Bands).Select(i => (byte)(150 + (i % Bands)))];
        byte[] other = [.. one.Select((level, i) => (byte)(level + ((((i / Bands / frames) + (i % Bands)) % 2 == 0) ? steps : -steps)))];
        (BandEnvelope a, BandEnvelope b) = (BandEnvelope.FromBytes(one), BandEnvelope.FromBytes(other));
        float difference = a.DifferenceTo(b);
        Assert.Equal(steps * 0.2f, difference, 1e-6f);
        Assert.True(new EnvelopeSketches([b]).Probe(a, difference).MayBeSame(0));
        Assert.True(new EnvelopeSketches([a]).Probe(b, difference).MayBeSame(0));
    }

    private static (int Same, int AtLag, int Called, int Different) Count(BandEnvelope[] envelopes, EnvelopeSketches sketches)
    {
        const float Limit = 1;
        (int same, int atLag, int called, int different) = (0, 0, 0, 0);
        for (int a = 0; a < envelopes.Length; a++)
        {
            EnvelopeProbe probe = sketches.Probe(envelopes[a], Limit);
            for (int b = 0; b < envelopes.Length; b++)
            {
                float difference = envelopes[a].DifferenceTo(envelopes[b]);
                bool isSame = difference <= Limit;
                float quick = envelopes[a].DifferenceTo(envelopes[b], Limit);
                Assert.True(isSame ? quick == difference : quick > Limit, $"{a} and {b}: {difference} and {quick}");
                bool mayBe = probe.MayBeSame(b);
                Assert.True(mayBe || !isSame, $"{a} and {b}");
                same += isSame && a != b ? 1 : 0;
                atLag += isSame && a != b && !envelopes[a].Bytes[..(8 * Bands)].SequenceEqual(envelopes[b].Bytes[..(8 * Bands)]) ? 1 : 0;
                different += isSame ? 0 : 1;
                called += mayBe ? 0 : 1;
            }
        }

        return (same, atLag, called, different);
    }

    /// <summary>Bands that begin at different levels and fall at different rates, in steps of 0.2 dB.</summary>
    private static byte[] Hit(Random random)
    {
        int frames = random.Next(9, 101);
        double[] levels = [.. Enumerable.Range(0, Bands).Select(_ => 150 + (100 * random.NextDouble()))];
        double[] falls = [.. Enumerable.Range(0, Bands).Select(_ => 8 * random.NextDouble() * random.NextDouble())];
        return [.. Enumerable.Range(0, frames * Bands).Select(i => (byte)Math.Clamp(levels[i % Bands] - (falls[i % Bands] * (i / Bands)), 0, 250))];
    }

    /// <summary>Begun earlier or later, cut, at another level and with noise: some within the limit, some beyond.</summary>
    private static byte[] Copy(byte[] hit, Random random)
    {
        int skip = Math.Min(random.Next(5), (hit.Length / Bands) - 8);
        int left = (hit.Length / Bands) - skip;
        int frames = Math.Max(8, left - (random.Next(2) * random.Next(20)));
        int level = random.Next(-8, 9);
        int noise = random.Next(14);
        return [.. hit.Skip(skip * Bands).Take(Math.Min(left, frames) * Bands).Select(step => (byte)Math.Clamp(step + level + random.Next(-noise, noise + 1), 0, 250))];
    }
}

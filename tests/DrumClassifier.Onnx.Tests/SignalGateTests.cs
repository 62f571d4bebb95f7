namespace DrumClassification.Tests;

/// <summary>What the library says of sounds that are no single hit, with the model that ships.</summary>
public sealed class SignalGateTests
{
    private const int Rate = 44100;

    public static TheoryData<WavEncoding> Encodings => [.. Enum.GetValues<WavEncoding>()];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Silence_in_any_encoding_and_of_any_length_is_never_a_class(WavEncoding encoding)
    {
        Random random = new(3);
        foreach (double seconds in new[] { 0.001, 0.02, 0.5, 31 })
        {
            float[] faint = [.. Enumerable.Range(0, (int)(Rate * seconds)).Select(_ => (random.Next(3) - 1) / 32768f)];
            foreach (float[] samples in new[] { new float[faint.Length], faint })
            {
                Classification result = Embedded.Classify(new MemoryStream(WavWriter.ToBytes(samples, Rate, 1, encoding)));
                Assert.Equal(UncertainReason.Silent, result.Reason);
                Assert.True(result.IsUncertain);
                Assert.All(result.Probabilities, entry => Assert.Equal(1f / 6, entry.Probability, 1e-6f));
                Assert.Equal(seconds, result.Duration.TotalSeconds, 1e-3);
            }
        }
    }

    [Fact]
    public void Files_streams_and_samples_go_the_same_way_at_any_level_and_number_of_channels()
    {
        float[] hit = Hit();
        Classification expected = Embedded.Classify(hit, Rate);
        Assert.Equal(UncertainReason.None, expected.IsUncertain ? UncertainReason.None : expected.Reason);
        foreach (int channels in new[] { 1, 2, 6 })
        {
            foreach (float level in new[] { 1f, 1e-3f, 1e11f, 1e37f })
            {
                float[] interleaved = [.. hit.SelectMany(sample => Enumerable.Repeat(sample * level, channels))];
                Classification fromSamples = Embedded.Classify(interleaved, Rate, channels);
                Classification fromFile = Embedded.Classify(new MemoryStream(WavWriter.ToBytes(interleaved, Rate, channels, WavEncoding.Ieee32)));
                Assert.Equal(fromSamples.Probabilities, fromFile.Probabilities);
                Assert.Equal(expected.Label, fromSamples.Label);
                Assert.Equal(expected.Confidence, fromSamples.Confidence, 1e-3f);
            }
        }
    }

    [Fact]
    public void Channels_that_cancel_are_heard()
    {
        float[] hit = Hit();
        float[] inverted = [.. hit.SelectMany(sample => new[] { sample, -sample })];
        Assert.Equal(Embedded.Classify(hit, Rate).Probabilities, Embedded.Classify(inverted, Rate, 2).Probabilities);
    }

    [Fact]
    public void A_loop_has_several_hits_and_a_song_is_too_long()
    {
        float[] hit = Hit();
        float[] loop = new float[Rate * 2];
        for (int beat = 0; beat < 4; beat++)
        {
            hit.AsSpan(0, Math.Min(hit.Length, Rate / 2)).CopyTo(loop.AsSpan(beat * Rate / 2));
        }

        Assert.Equal(UncertainReason.SeveralHits, Embedded.Classify(loop, Rate).Reason);
        float[] song = [.. Enumerable.Repeat(loop, 10).SelectMany(samples => samples)];
        Assert.Equal(UncertainReason.TooLong, Embedded.Classify(song, Rate).Reason);
        using IDrumClassifier patient = DrumClassifier.Create(new() { MaxHitLength = TimeSpan.FromSeconds(25) });
        Assert.Equal(UncertainReason.SeveralHits, patient.Classify(song, Rate).Reason);
        using IDrumClassifier blind = DrumClassifier.Create(new() { CheckSignal = false, UncertainBelow = 0 });
        Assert.Equal(UncertainReason.None, blind.Classify(song, Rate).Reason);
        Assert.NotEqual(1f / 6, blind.Classify(new float[Rate], Rate).Confidence, 1e-4f);
    }

    [Fact]
    public void A_model_may_say_that_it_answers_for_everything()
    {
        var settings = new TestModel().FrontEnd;
        using IDrumClassifier gated = DrumClassifier.FromStream(new MemoryStream(new TestModel().ToBytes()));
        using IDrumClassifier open = DrumClassifier.FromStream(new MemoryStream(new TestModel { FrontEnd = settings with { SignalGate = SignalGate.None } }.ToBytes()));
        float[] silence = new float[Rate];
        Assert.Equal(UncertainReason.Silent, gated.Classify(silence, Rate).Reason);
        Assert.NotEqual(UncertainReason.Silent, open.Classify(silence, Rate).Reason);
        Assert.Equal(gated.Classify(Hit(), Rate).Probabilities, open.Classify(Hit(), Rate).Probabilities);
    }

    [Fact]
    public void Every_way_of_asking_gives_the_reason()
    {
        float[] silence = new float[1000];
        AudioClip clip = new(silence, Rate);
        Assert.Equal(UncertainReason.Silent, Embedded.ClassifyBatch([clip], TestContext.Current.CancellationToken)[0].Reason);
        float[] probabilities = new float[6];
        Assert.Equal(0, Embedded.ClassifyInto(silence, Rate, probabilities));
        Assert.All(probabilities, probability => Assert.Equal(1f / 6, probability, 1e-6f));
        Assert.Equal(UncertainReason.LowConfidence, new Classification("kick", 0.3f, [], IsUncertain: true).Reason);
        Assert.Equal(UncertainReason.None, new Classification("kick", 0.9f, [], IsUncertain: false).Reason);
    }

    [Fact]
    public void A_truncated_file_is_heard_and_the_result_says_so()
    {
        byte[] file = WavWriter.ToBytes(Hit(), Rate);
        Classification whole = Embedded.Classify(new MemoryStream(file));
        Classification cut = Embedded.Classify(new MemoryStream(file[..^2000]));
        Assert.Empty(whole.Warnings);
        Assert.Contains("truncated", Assert.Single(cut.Warnings), StringComparison.Ordinal);
        Assert.Equal(whole.Label, cut.Label);
    }

    private static IDrumClassifier Embedded { get; } = DrumClassifier.Create();

    /// <summary>Noise that decays by 60 dB in 0.3 s, after 50 ms of silence.</summary>
    private static float[] Hit()
    {
        Random random = new(7);
        return [.. Enumerable.Range(0, Rate / 2).Select(i => i < 2205 ? 0 : (float)(0.8 * Math.Pow(10, -(i - 2205) / (0.1 * Rate)) * ((2 * random.NextDouble()) - 1)))];
    }
}

namespace DrumClassification.Tests;

/// <summary>The kinds of input beside streams and paths, and what can be asked of a result.</summary>
public sealed class InputTests : IDisposable
{
    private readonly IDrumClassifier _classifier = new TestModel().Load();

    public void Dispose() => _classifier.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Samples_of_16_bits_give_what_the_same_WAV_file_gives(int channels)
    {
        float[] samples = TestSounds.Make(5)[..(2 * 1500)];
        short[] pcm = [.. samples.Select(sample => (short)MathF.Round(sample * 32767))];
        byte[] wav = WavWriter.ToBytes([.. pcm.Select(sample => sample / 32768f)], TestSounds.SampleRate, channels, WavEncoding.Pcm16);

        Assert.Equal(_classifier.Classify(wav), _classifier.Classify(pcm, TestSounds.SampleRate, channels));
    }

    [Fact]
    public void Samples_of_16_bits_that_are_none_or_no_whole_frames_are_refused()
    {
        Assert.Throws<ArgumentException>(() => _classifier.Classify(ReadOnlySpan<short>.Empty, 44100));
        Assert.Throws<ArgumentException>(() => _classifier.Classify(new short[3], 44100, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => _classifier.Classify(new short[3], 1));
    }

    [Fact]
    public void Dither_in_16_bits_is_silence_as_it_is_in_a_file()
    {
        Random random = new(1);
        short[] dither = [.. Enumerable.Range(0, 4410).Select(_ => (short)random.Next(-1, 2))];

        Assert.Equal(UncertainReason.Silent, _classifier.Classify(dither, 44100).Reason);
    }

    [Fact]
    public void A_result_has_the_probability_of_each_label_and_names_them_where_there_is_none()
    {
        Classification result = _classifier.Classify(TestSounds.Make(1), TestSounds.SampleRate);

        Assert.Equal(result.Confidence, result[result.Label]);
        Assert.Equal(result.Probabilities.Select(entry => entry.Probability), DrumLabels.All.Select(label => result[label]));
        KeyNotFoundException exception = Assert.Throws<KeyNotFoundException>(() => result["cowbell"]);
        Assert.Equal("'cowbell' is none of the model's labels: kick, hat, snare, cymbal, tom, clap.", exception.Message);
        Assert.Throws<KeyNotFoundException>(() => result["Snare"]);
    }

    [Fact]
    public void Results_are_equal_by_value()
    {
        using IDrumClassifier vectors = new TestModel().Load(new() { IncludeEmbedding = true });
        Classification one = vectors.Classify(TestSounds.Make(1), TestSounds.SampleRate);
        Classification same = vectors.Classify(TestSounds.Make(1), TestSounds.SampleRate);

        Assert.NotSame(one, same);
        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, vectors.Classify(TestSounds.Make(2), TestSounds.SampleRate));
        Assert.NotEqual(one, one with { Warnings = ["truncated"] });
        Assert.NotEqual(one, one with { Embedding = default });
        Assert.NotEqual(one, one with { Probabilities = [.. one.Probabilities.Reverse()] });
        Assert.NotEqual(one, one with { Duration = TimeSpan.Zero });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_clip_of_interleaved_samples_gives_what_the_samples_give(int channels)
    {
        float[] samples = TestSounds.Make(6)[..(6 * 300)];

        Classification result = Assert.Single(_classifier.ClassifyBatch(
            [AudioClip.FromInterleaved(samples, TestSounds.SampleRate, channels)], TestContext.Current.CancellationToken));

        Assert.Equal(_classifier.Classify(samples, TestSounds.SampleRate, channels), result);
        Assert.Throws<ArgumentException>(() => AudioClip.FromInterleaved(new float[3], 44100, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioClip.FromInterleaved(new float[3], 44100, 0));
    }

    [Fact]
    public void A_batch_keeps_what_the_decoder_found_wrong()
    {
        byte[] wav = TestSounds.Wav(1)[..^400];
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(wav));

        Assert.Equal(_classifier.Classify(wav), Assert.Single(_classifier.ClassifyBatch([clip], TestContext.Current.CancellationToken)));
        Assert.NotEmpty(clip.Source!.Warnings);
    }
}

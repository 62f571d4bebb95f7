using NAudio.Wave;
using NAudio.Wave.SampleProviders;

namespace DrumClassification.Tests;

/// <summary>What NAudio plays, against what the library reads itself.</summary>
public sealed class NAudioTests : IDisposable
{
    private const int SampleRate = 22050;

    private readonly IDrumClassifier _classifier = DrumClassifier.FromStream(new MemoryStream(new TestModel().ToBytes()));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _classifier.Dispose();

    [Theory]
    [InlineData(1, WavEncoding.Pcm16)]
    [InlineData(2, WavEncoding.Pcm16)]
    [InlineData(2, WavEncoding.Pcm24)]
    [InlineData(1, WavEncoding.Ieee32)]
    [InlineData(3, WavEncoding.Ieee32)]
    public async Task A_reader_gives_what_the_library_reads_itself(int channels, WavEncoding encoding)
    {
        byte[] wav = Wav(1, channels, encoding);
        Classification expected = _classifier.Classify(wav);

        AssertSame(expected, _classifier.Classify(Open(wav).ToSampleProvider()));
        AssertSame(expected, _classifier.ClassifyWave(Open(wav)));
        AssertSame(expected, await _classifier.ClassifyAsync(Open(wav).ToSampleProvider(), Token));
        AssertSame(expected, await _classifier.ClassifyWaveAsync(Open(wav), Token));
    }

    [Fact]
    public void Channels_that_cancel_are_heard_as_the_library_hears_them()
    {
        float[] samples = Tones.Decaying(200, SampleRate, 0.2);
        byte[] wav = WavWriter.ToBytes([.. samples.SelectMany(sample => new[] { sample, -sample })], SampleRate, 2, WavEncoding.Ieee32);

        Classification result = _classifier.ClassifyWave(Open(wav));
        AssertSame(_classifier.Classify(wav), result);
        Assert.NotEqual(UncertainReason.Silent, result.Reason);
    }

    [Fact]
    public void A_batch_gives_one_result_for_each_in_order()
    {
        byte[][] sounds = [.. Enumerable.Range(0, 40).Select(i => Wav(i, 1 + (i % 2), WavEncoding.Ieee32))];

        IReadOnlyList<Classification> results = _classifier.ClassifyBatch(sounds.Select(wav => Open(wav).ToSampleProvider()), Token);

        Assert.Equal(sounds.Length, results.Count);
        for (int i = 0; i < sounds.Length; i++)
        {
            AssertSame(_classifier.Classify(sounds[i]), results[i]);
        }
    }

    [Fact]
    public void An_endless_provider_is_read_for_half_a_minute()
    {
        Classification result = _classifier.Classify(new SignalGenerator(SampleRate, 2) { Type = SignalGeneratorType.White, Gain = 0.1 });

        Assert.Equal(TimeSpan.FromSeconds(30), result.Duration);
    }

    [Fact]
    public void A_part_of_a_sound_is_what_is_classified()
    {
        byte[] wav = Wav(2, 1, WavEncoding.Ieee32);
        ISampleProvider part = Open(wav).ToSampleProvider().Take(TimeSpan.FromSeconds(0.1));

        Assert.Equal(TimeSpan.FromSeconds(0.1), _classifier.Classify(part).Duration);
    }

    [Fact]
    public void A_WaveStream_as_a_plain_stream_is_refused_with_the_call_that_reads_it()
    {
        WaveStream stream = Open(Wav(1, 1, WavEncoding.Pcm16));

        foreach (Action call in new Action[] { () => _classifier.Classify(stream), () => _ = _classifier.ClassifyAsync(stream, Token) })
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(call);
            Assert.Contains("WaveFileReader is a WaveStream of NAudio", exception.Message, StringComparison.Ordinal);
            Assert.Contains("classifier.ClassifyWave(stream)", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_goes_wrong_in_a_reader_is_an_error_of_this_library()
    {
        WaveFileReader read = Open(Wav(1, 1, WavEncoding.Pcm16));
        read.Position = read.Length;
        Assert.Contains("Set Position to 0", Assert.Throws<CorruptAudioException>(() => _classifier.ClassifyWave(read)).Message, StringComparison.Ordinal);

        using BreakingStream breaking = new(Wav(1, 1, WavEncoding.Pcm16));
        using WaveFileReader broken = new(breaking);
        breaking.IsBroken = true;
        DrumClassifierException exception = Assert.Throws<DrumClassifierException>(() => _classifier.ClassifyWave(broken));
        Assert.IsType<IOException>(exception.InnerException);
        await Assert.ThrowsAsync<DrumClassifierException>(() => _classifier.ClassifyWaveAsync(broken, Token));
        exception = Assert.Throws<DrumClassifierException>(
            () => _classifier.ClassifyBatch([Open(Wav(1, 1, WavEncoding.Pcm16)).ToSampleProvider(), broken.ToSampleProvider()], Token));
        Assert.StartsWith("Sound 1, a ", exception.Message, StringComparison.Ordinal);

        RawSourceWaveStream odd = new(new MemoryStream(new byte[1000]), WaveFormat.CreateCustomFormat(WaveFormatEncoding.Gsm610, 8000, 1, 1625, 65, 0));
        Assert.Contains("does not convert", Assert.Throws<UnsupportedAudioException>(() => _classifier.ClassifyWave(odd)).Message, StringComparison.Ordinal);
        RawSourceWaveStream slow = new(new MemoryStream(new byte[1000]), new WaveFormat(100, 16, 1));
        Assert.Contains("100 Hz", Assert.Throws<UnsupportedAudioException>(() => _classifier.ClassifyWave(slow)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_call()
    {
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _classifier.ClassifyWaveAsync(Open(Wav(1, 1, WavEncoding.Pcm16)), stop.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => _classifier.ClassifyBatch([Open(Wav(1, 1, WavEncoding.Pcm16)).ToSampleProvider()], stop.Token));
    }

    [Fact]
    public void It_runs_on_the_NAudio_that_it_is_for() =>
#if NAUDIO2
        Assert.Equal(2, typeof(ISampleProvider).Assembly.GetName().Version!.Major);
#else
        Assert.Equal(3, typeof(ISampleProvider).Assembly.GetName().Version!.Major);
#endif

    private static WaveFileReader Open(byte[] wav) => new(new MemoryStream(wav));

    private static byte[] Wav(int index, int channels, WavEncoding encoding)
    {
        float[] mono = Tones.Decaying(60 * (1 + (index % 20)), SampleRate, 0.2);
        float[] samples = [.. mono.SelectMany((sample, i) => Enumerable.Range(0, channels).Select(channel => channel == 0 ? sample : 0.5f * mono[Math.Max(0, i - channel)]))];
        return WavWriter.ToBytes(samples, SampleRate, channels, encoding);
    }

    /// <summary>Samples of 16 bits have a step by which the library tells dither; floats have none.</summary>
    private static void AssertSame(Classification expected, Classification result)
    {
        Assert.Equal(expected.Label, result.Label);
        Assert.Equal(expected.Reason, result.Reason);
        Assert.Equal(expected.Duration, result.Duration);
        foreach (LabelProbability entry in expected.Probabilities)
        {
            Assert.Equal(entry.Probability, result[entry.Label], 1e-5f);
        }
    }

    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public bool IsBroken { get; set; }

        public override int Read(byte[] buffer, int offset, int count) => IsBroken ? throw new IOException("The disk has gone.") : base.Read(buffer, offset, count);

        public override int Read(Span<byte> buffer) => IsBroken ? throw new IOException("The disk has gone.") : base.Read(buffer);
    }
}

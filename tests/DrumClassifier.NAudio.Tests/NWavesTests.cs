using NWaves.Signals;

namespace DrumClassification.Tests;

/// <summary>Signals of NWaves, against their samples.</summary>
public sealed class NWavesTests : IDisposable
{
    private const int SampleRate = 22050;

    private readonly IDrumClassifier _classifier = DrumClassifier.FromStream(new MemoryStream(new TestModel().ToBytes()));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _classifier.Dispose();

    [Fact]
    public async Task A_signal_gives_what_its_samples_give()
    {
        float[] samples = Tones.Decaying(180, SampleRate, 0.2);
        DiscreteSignal signal = new(SampleRate, samples);
        Classification expected = _classifier.Classify(samples, SampleRate);

        Assert.Equal(expected, _classifier.Classify(signal));
        Assert.Equal(expected, await _classifier.ClassifyAsync(signal, Token));
        Assert.Equal([expected, expected], _classifier.ClassifyBatch([signal, signal.Copy()], Token));
    }

    [Fact]
    public void An_empty_signal_is_refused() =>
        Assert.Throws<ArgumentException>(() => _classifier.Classify(new DiscreteSignal(SampleRate, Array.Empty<float>())));
}

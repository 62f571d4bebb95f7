using NAudio.Wave;
using NWaves.Signals;

namespace DrumClassification.Tests;

/// <summary>The adapters that docs/hosts.md shows: what stands there is what runs here.</summary>
public sealed class AdapterTests : IDisposable
{
    private readonly IDrumClassifier _classifier = new TestModel().Load();

    public void Dispose() => _classifier.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_NAudio_stream_gives_what_the_library_reads_itself(int channels)
    {
        float[] samples = TestSounds.Make(3);
        byte[] wav = WavWriter.ToBytes(samples.AsSpan(0, samples.Length / 2 * 2), TestSounds.SampleRate, channels);
        using MemoryStream own = new(wav);
        using WaveFileReader reader = new(new MemoryStream(wav));

        Classification expected = _classifier.Classify(own);
        Classification result = _classifier.ClassifySamples(reader.ToSampleProvider());

        Assert.Equal(expected.Probabilities, result.Probabilities);
        Assert.Equal(expected.Duration, result.Duration);
    }

    [Fact]
    public void An_NWaves_signal_gives_what_its_samples_give()
    {
        float[] samples = TestSounds.Make(4);

        Assert.Equal(
            _classifier.Classify(samples, TestSounds.SampleRate).Probabilities,
            _classifier.Classify(new DiscreteSignal(TestSounds.SampleRate, samples)).Probabilities);
    }

    [Theory]
    [InlineData("NAudioExtensions.cs")]
    [InlineData("NWavesExtensions.cs")]
    public void The_documentation_shows_this_code(string file)
    {
        string code = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "tests/DrumClassifier.Onnx.Tests/Adapters", file));
        string docs = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs/hosts.md"));

        Assert.Contains(code.ReplaceLineEndings("\n").Trim(), docs.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}

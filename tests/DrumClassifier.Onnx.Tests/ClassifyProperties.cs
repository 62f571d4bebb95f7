using CsCheck;

namespace DrumClassification.Tests;

/// <summary>What holds for every sound; CsCheck looks for one for which it does not.</summary>
public sealed class ClassifyProperties : IDisposable
{
    private readonly IDrumClassifier _classifier = new TestModel().Load();

    public void Dispose() => _classifier.Dispose();

    [Fact]
    public void Any_finite_samples_give_probabilities() =>
        Gen.Select(Gen.Float[-1e6f, 1e6f].Array[1, 400], Gen.Int[1, 8], Gen.Int[AudioClip.MinSampleRate, AudioClip.MaxSampleRate]).Sample((values, channels, sampleRate) =>
        {
            float[] samples = [.. Enumerable.Range(0, Math.Max(1, values.Length / channels) * channels).Select(i => values[i % values.Length])];

            Classification result = _classifier.Classify(samples, sampleRate, channels);

            Assert.Equal(1, result.Probabilities.Sum(entry => (double)entry.Probability), 1e-5);
            Assert.All(result.Probabilities, entry => Assert.InRange(entry.Probability, 0, 1));
            Assert.Equal(result.Probabilities.Max(entry => entry.Probability), result.Confidence);
        });

    [Fact]
    public void Equal_channels_count_as_one() =>
        Gen.Select(Gen.Float[-1f, 1f].Array[1, 400], Gen.Int[2, 8]).Sample((mono, channels) =>
        {
            float[] interleaved = [.. mono.SelectMany(sample => Enumerable.Repeat(sample, channels))];
            Assert.Equal(
                _classifier.Classify(mono, 44100).Probabilities, _classifier.Classify(interleaved, 44100, channels).Probabilities);
        });

    [Fact]
    public void Any_bits_as_samples_give_a_result_or_one_of_our_errors() =>
        Gen.UInt.Array[1, 300].Sample(bits =>
        {
            float[] samples = Array.ConvertAll(bits, BitConverter.UInt32BitsToSingle);
            try
            {
                Assert.Equal(1, _classifier.Classify(samples, 44100).Probabilities.Sum(entry => (double)entry.Probability), 1e-5);
            }
            catch (CorruptAudioException exception)
            {
                Assert.NotEmpty(exception.Message);
            }
        });
}

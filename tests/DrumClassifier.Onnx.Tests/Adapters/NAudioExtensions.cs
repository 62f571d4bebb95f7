using DrumClassification;
using NAudio.Wave;

internal static class NAudioExtensions
{
    /// <summary>Classifies what a sample provider plays, at most <paramref name="seconds"/> of it.</summary>
    public static Classification ClassifySamples(this IDrumClassifier classifier, ISampleProvider sound, int seconds = 30)
    {
        (int rate, int channels) = (sound.WaveFormat.SampleRate, sound.WaveFormat.Channels);
        float[] samples = new float[seconds * rate * channels];
        int count = 0;
        while (count < samples.Length && sound.Read(samples.AsSpan(count)) is > 0 and int read)
        {
            count += read;
        }

        return classifier.Classify(samples.AsSpan(0, count - (count % channels)), rate, channels);
    }
}

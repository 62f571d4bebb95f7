namespace DrumClassification.Tests;

/// <summary>Sounds for the samples, and what the library says of them.</summary>
internal static class SampleSounds
{
    private const int SampleRate = 44100;

    /// <summary>A WAV file: decaying tones of different pitch.</summary>
    public static byte[] Wav(int index) => WavWriter.ToBytes(Tones.Decaying(60 * (1 + (index % 20)), SampleRate, 0.2), SampleRate);

    /// <summary>The library's own answer.</summary>
    public static Classification Classify(byte[] wav)
    {
        using MemoryStream stream = new(wav);
        return DrumClassifier.Classify(stream);
    }
}

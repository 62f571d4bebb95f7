namespace DrumClassification.Tests;

/// <summary>Sounds as a program gets them that has only samples at one rate.</summary>
public static class SoundFile
{
    /// <summary>Decodes a file and resamples it, both with the library.</summary>
    /// <param name="path">A sound.</param>
    /// <param name="sampleRate">Rate in Hz of the result.</param>
    public static float[] Read(string path, int sampleRate)
    {
        AudioClip clip = AudioDecoder.DecodeFile(path);
        Resampler resampler = Resampler.Get(clip.SampleRate, sampleRate);
        float[] samples = new float[resampler.GetOutputLength(clip.Samples.Length)];
        resampler.Resample(clip.Samples, samples);
        return samples;
    }
}

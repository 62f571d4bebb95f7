namespace DrumClassification.Tests;

/// <summary>Sounds that differ enough for a random network to give them different labels: decaying tones, noise and mixtures.</summary>
internal static class TestSounds
{
    public const int SampleRate = 22050;

    /// <summary>Sound number <paramref name="index"/>: always the same samples, 0.1 … 0.5 s.</summary>
    public static float[] Make(int index)
    {
        Random random = new(index);
        float[] samples = new float[2205 + random.Next(8820)];
        double frequency = 40 * Math.Pow(2, random.NextDouble() * 7);
        double decay = 3 + (random.NextDouble() * 60);
        double noise = random.NextDouble();
        for (int i = 0; i < samples.Length; i++)
        {
            double time = i / (double)SampleRate;
            double tone = Math.Sin(2 * Math.PI * frequency * time);
            samples[i] = (float)(0.8 * Math.Exp(-decay * time) * ((noise * ((2 * random.NextDouble()) - 1)) + ((1 - noise) * tone)));
        }

        return samples;
    }

    public static AudioClip Clip(int index) => new(Make(index), SampleRate);

    /// <summary>The sound as the bytes of a WAV file of 32-bit floats, so that nothing is rounded.</summary>
    public static byte[] Wav(int index) => WavWriter.ToBytes(Make(index), SampleRate, 1, WavEncoding.Ieee32);

    /// <summary>Writes sounds 0 … count − 1 into a folder and returns their paths in that order.</summary>
    public static string[] WriteFiles(TemporaryFolder folder, int count)
    {
        string[] paths = new string[count];
        for (int i = 0; i < count; i++)
        {
            paths[i] = folder[$"sound {i:D3}.wav"];
            File.WriteAllBytes(paths[i], Wav(i));
        }

        return paths;
    }
}

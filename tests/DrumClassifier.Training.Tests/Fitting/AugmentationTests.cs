using DrumClassification.Training.Augmentation;
using DrumClassification.Training.Fitting;

namespace DrumClassification.Tests.Fitting;

public sealed class AugmentationTests
{
    private static readonly FrontEndSettings FrontEnd = RecipeCatalog.Get("flagship", "flagship").FrontEnd;

    [Fact]
    public void The_same_seed_augments_a_sound_the_same_way_and_another_seed_another_way()
    {
        WaveformAugmenter augmenter = new(new AugmentationSettings());
        float[] sound = TinyDataSet.Kick(1);

        Assert.Equal(Augment(augmenter, sound, 5), Augment(augmenter, sound, 5));

        // Some seeds leave a sound as it is.
        int different = Enumerable.Range(0, 20).Select(seed => Augment(augmenter, sound, seed).Sum(Math.Abs)).Distinct().Count();
        Assert.InRange(different, 12, 20);
    }

    [Fact]
    public void Augmented_sounds_stay_finite_and_audible_whatever_the_seed()
    {
        WaveformAugmenter augmenter = new(new AugmentationSettings());
        foreach (float[] sound in (float[][])[TinyDataSet.Kick(1), TinyDataSet.Hat(1), [0.5f], new float[500]])
        {
            for (int seed = 0; seed < 300; seed++)
            {
                float[] augmented = Augment(augmenter, sound, seed);
                Assert.NotEmpty(augmented);
                Assert.All(augmented, sample => Assert.True(float.IsFinite(sample)));
                Assert.True(sound.All(x => x == 0) || augmented.Any(x => Math.Abs(x) > 1e-4f));
            }
        }
    }

    [Fact]
    public void A_speed_change_moves_the_pitch_by_as_much()
    {
        AugmentationSettings onlySpeed = new()
        {
            SpeedChance = 1,
            DriveChance = 0,
            DecayChance = 0,
            ReverbChance = 0,
            NoiseChance = 0,
            CutStartChance = 0,
        };
        float[] sound = Tones.Decaying(1000, 16000, 0.5);
        float[] augmented = Augment(new WaveformAugmenter(onlySpeed), sound, 3);

        double speed = (double)sound.Length / augmented.Length;
        Assert.InRange(speed, Math.Pow(2, -0.25), Math.Pow(2, 0.25));
        Assert.NotEqual(1, speed, 1e-3);
        Assert.Equal(1000 * speed, Crossings(augmented) / 2.0 / (augmented.Length / 16000.0), 5.0);
    }

    [Fact]
    public void Augmented_spectrograms_stay_within_0_and_1_and_change()
    {
        LogMelFrontEnd frontEnd = new(FrontEnd);
        float[] clean = new float[frontEnd.OutputLength];
        frontEnd.Compute(TinyDataSet.Hat(1), 16000, clean);
        SpectrogramAugmenter augmenter = new(new AugmentationSettings(), FrontEnd);
        int changed = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            float[] augmented = [.. clean];
            augmenter.Apply(augmented, new Random(seed));
            Assert.All(augmented, value => Assert.InRange(value, 0f, 1f));
            changed += augmented.SequenceEqual(clean) ? 0 : 1;
        }

        Assert.InRange(changed, 250, 300);
    }

    private static float[] Augment(WaveformAugmenter augmenter, float[] sound, int seed)
    {
        SoundBuffer buffer = new();
        buffer.Load(sound);
        augmenter.Apply(buffer, 16000, new Random(seed));
        return buffer.Samples.ToArray();
    }

    private static int Crossings(float[] samples) => Enumerable.Range(1, samples.Length - 1).Count(i => samples[i - 1] < 0 != samples[i] < 0);
}

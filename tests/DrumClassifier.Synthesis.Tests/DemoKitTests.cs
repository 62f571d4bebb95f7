using DrumClassification.Cli.Demo;

namespace DrumClassification.Tests.Synthesis;

public sealed class DemoKitTests
{
    [Fact]
    public void The_kit_has_at_least_four_sounds_of_each_class()
    {
        Assert.True(DemoKit.Sounds.Count >= 28);
        Assert.Equal(DrumLabels.All.Order(), DemoKit.Sounds.Select(sound => sound.Label).Distinct().Order());
        Assert.All(DemoKit.Sounds.GroupBy(sound => sound.Label), group => Assert.True(group.Count() >= 4, group.Key));
    }

    [Fact]
    public void The_same_settings_make_the_same_samples()
    {
        foreach (DemoSound sound in DemoKit.Sounds)
        {
            AudioClip first = sound.Settings.Render(DemoKit.SampleRate);
            AudioClip second = (sound.Settings with { }).Render(DemoKit.SampleRate);
            Assert.True(first.Samples.SequenceEqual(second.Samples), sound.Description);
        }
    }

    [Fact]
    public void Another_seed_makes_another_sound_of_the_same_kind()
    {
        foreach (DemoSound sound in DemoKit.Sounds)
        {
            AudioClip first = sound.Settings.Render(DemoKit.SampleRate);
            AudioClip second = (sound.Settings with { Seed = 999 }).Render(DemoKit.SampleRate);
            Assert.False(first.Samples.SequenceEqual(second.Samples), sound.Description);
            Assert.InRange(SoundAnalysis.Centroid(second) / SoundAnalysis.Centroid(first), 0.6, 1.6);
        }
    }

    [Fact]
    public void Every_sound_is_finite_peaks_at_its_level_and_ends_in_silence()
    {
        foreach (DemoSound sound in DemoKit.Sounds)
        {
            AudioClip clip = sound.Settings.Render(DemoKit.SampleRate);
            float[] samples = clip.Samples.ToArray();
            Assert.All(samples, sample => Assert.True(float.IsFinite(sample)));
            Assert.InRange(samples.Max(Math.Abs), 0.8f, 0.9f);
            Assert.InRange(Math.Abs(samples[^1]), 0, 1e-6f);
            Assert.InRange(Math.Abs(samples.Average()), 0, 0.02f);
            Assert.InRange(clip.Duration.TotalSeconds, 0.05, 3);
        }
    }

    [Fact]
    public void No_two_sounds_have_the_same_settings()
    {
        Assert.Equal(DemoKit.Sounds.Count, DemoKit.Sounds.Select(sound => sound.Description).Distinct().Count());
        Assert.Equal(DemoKit.Sounds.Count, DemoKit.Sounds.Select(sound => sound.Settings).Distinct().Count());
    }

    [Fact]
    public void The_shuffle_keeps_every_sound_and_is_the_same_every_time()
    {
        IReadOnlyList<DemoSound> shuffled = DemoKit.Shuffled();
        Assert.Equal(shuffled, DemoKit.Shuffled());
        Assert.NotEqual(shuffled, DemoKit.Sounds);
        Assert.Equal(DemoKit.Sounds.OrderBy(sound => sound.Description), shuffled.OrderBy(sound => sound.Description));
    }
}

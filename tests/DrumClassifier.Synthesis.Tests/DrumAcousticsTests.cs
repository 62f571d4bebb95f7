using DrumClassification.Cli.Demo;
using DrumClassification.Synthesis;
using NWaves.Filters.BiQuad;

namespace DrumClassification.Tests.Synthesis;

/// <summary>Holds each sound to what its instrument is known for. The ranges are wide: they catch a mistake, not a taste.</summary>
public sealed class DrumAcousticsTests(ITestOutputHelper output)
{
    [Fact]
    public void Kicks_fall_to_a_low_pitch_and_carry_nearly_all_power_below_400_Hz()
    {
        foreach ((DemoSound sound, AudioClip clip) in Render(DrumLabels.Kick))
        {
            Assert.InRange(SoundAnalysis.Peak(clip, 0.05, 0.25), 35, 90);
            Assert.True(ZeroCrossingPitch(clip, 0.002, 0.03) > 1.15 * ZeroCrossingPitch(clip, 0.08, 0.2), sound.Description);
            Assert.True(SoundAnalysis.ShareBelow(clip, 400) > 0.8, sound.Description);
            Assert.InRange(SoundAnalysis.DecaySeconds(clip), 0.1, 1.6);
        }
    }

    [Fact]
    public void Closed_hats_are_bright_and_short()
    {
        foreach ((DemoSound _, AudioClip clip) in Render(DrumLabels.Hat, "closed"))
        {
            Assert.InRange(SoundAnalysis.Centroid(clip), 6000, 15000);
            Assert.InRange(SoundAnalysis.DecaySeconds(clip), 0.01, 0.3);
            Assert.InRange(SoundAnalysis.ShareBelow(clip, 2000), 0, 0.02);
        }
    }

    [Fact]
    public void Open_hats_are_bright_and_ring()
    {
        foreach ((DemoSound _, AudioClip clip) in Render(DrumLabels.Hat, "open"))
        {
            Assert.InRange(SoundAnalysis.Centroid(clip), 6000, 15000);
            Assert.InRange(SoundAnalysis.DecaySeconds(clip), 0.35, 1);
        }
    }

    [Fact]
    public void Snares_have_a_body_and_wires()
    {
        foreach ((DemoSound sound, AudioClip clip) in Render(DrumLabels.Snare))
        {
            Assert.InRange(SoundAnalysis.ShareBelow(clip, 700), 0.1, 0.92);
            Assert.InRange(1 - SoundAnalysis.ShareBelow(clip, 1500), 0.08, 0.9);
            Assert.InRange(SoundAnalysis.Centroid(clip), 600, 6500);
            Assert.InRange(SoundAnalysis.DecaySeconds(clip), 0.08, 0.6);
            double mode = ((SnareSettings)sound.Settings).LowFrequency;
            Assert.InRange(LowPeak(clip), 0.85 * mode, 2.1 * mode);
        }
    }

    [Fact]
    public void Cymbals_ring_for_long_and_spread_over_many_octaves()
    {
        foreach ((DemoSound _, AudioClip clip) in Render(DrumLabels.Cymbal))
        {
            Assert.InRange(SoundAnalysis.Centroid(clip), 2000, 9500);
            Assert.InRange(SoundAnalysis.DecaySeconds(clip), 0.6, 5);
            Assert.InRange(SoundAnalysis.ShareBelow(clip, 2000), 0.01, 0.75);

            // The treble dies first.
            Assert.True(SoundAnalysis.Centroid(clip, 0.8, 1.2) < SoundAnalysis.Centroid(clip, 0.01, 0.3));
        }
    }

    [Fact]
    public void Toms_settle_on_their_pitch_and_ring_longer_than_a_snare()
    {
        foreach ((DemoSound sound, AudioClip clip) in Render(DrumLabels.Tom))
        {
            double pitch = ((TomSettings)sound.Settings).Frequency;
            Assert.InRange(SoundAnalysis.Peak(clip, 0.12, 0.5), 0.95 * pitch, 1.3 * pitch);
            Assert.InRange(SoundAnalysis.DecaySeconds(clip), 0.3, 1.3);
            Assert.True(SoundAnalysis.ShareBelow(clip, 1000) > 0.85, sound.Description);
        }
    }

    [Fact]
    public void Claps_are_several_bursts_of_noise_around_one_kilohertz()
    {
        foreach ((DemoSound sound, AudioClip clip) in Render(DrumLabels.Clap))
        {
            var settings = (ClapSettings)sound.Settings;
            int bursts = SoundAnalysis.Bursts(clip, (settings.Bursts * settings.SpacingSeconds) + 0.03);
            Assert.True(bursts >= 2, $"{sound.Description}: {bursts} bursts heard");
            Assert.InRange(SoundAnalysis.Centroid(clip), 800, 4500);
            Assert.InRange(SoundAnalysis.ShareBelow(clip, 400), 0, 0.15);
        }
    }

    [Fact]
    public void The_decay_time_in_the_settings_is_the_one_that_is_measured()
    {
        var kick = new KickSettings { StartFrequency = 60, EndFrequency = 60, SweepSeconds = 0.01, DecaySeconds = 0.8, ClickDecibels = -80, DurationSeconds = 1 };
        Assert.InRange(SoundAnalysis.DecaySeconds(kick.Render(44100)), 0.72, 0.88);
    }

    private List<(DemoSound Sound, AudioClip Clip)> Render(string label, string word = "")
    {
        List<(DemoSound Sound, AudioClip Clip)> sounds =
        [
            .. DemoKit.Sounds
                .Where(sound => sound.Label == label && sound.Description.Contains(word, StringComparison.Ordinal))
                .Select(sound => (sound, sound.Settings.Render(DemoKit.SampleRate))),
        ];
        Assert.NotEmpty(sounds);
        foreach ((DemoSound sound, AudioClip clip) in sounds)
        {
            output.WriteLine(
                $"{sound.Description,-24} {clip.Duration.TotalSeconds,5:0.00} s  centroid {SoundAnalysis.Centroid(clip),6:0} Hz  " +
                $"T60 {SoundAnalysis.DecaySeconds(clip),5:0.000} s  below 400 Hz {SoundAnalysis.ShareBelow(clip, 400),6:P1}  " +
                $"below 2 kHz {SoundAnalysis.ShareBelow(clip, 2000),6:P1}  peak {SoundAnalysis.Peak(clip, 0.03, 0.25),5:0} Hz");
        }

        return sounds;
    }

    private static double ZeroCrossingPitch(AudioClip clip, double from, double to)
    {
        ReadOnlySpan<float> part = clip.Samples[(int)(from * clip.SampleRate)..(int)(to * clip.SampleRate)];
        int crossings = 0;
        double first = -1;
        double last = -1;
        for (int i = 1; i < part.Length; i++)
        {
            if ((part[i - 1] < 0) != (part[i] < 0))
            {
                // Crossings of the click's noise lie closer together than any kick's.
                if (last < 0 || i - last > clip.SampleRate / 1000.0)
                {
                    crossings++;
                    first = first < 0 ? i : first;
                    last = i;
                }
            }
        }

        return (crossings - 1) / 2.0 / ((last - first) / clip.SampleRate);
    }

    /// <summary>The strongest frequency below 700 Hz, found on a low-passed copy of the sound.</summary>
    private static double LowPeak(AudioClip clip)
    {
        BiQuadFilter low = Biquad.LowPass(500, 0.7, clip.SampleRate);
        BiQuadFilter lower = Biquad.LowPass(500, 0.7, clip.SampleRate);
        float[] samples = [.. clip.Samples.ToArray().Select(sample => (float)lower.Process(low.Process(sample)))];
        return SoundAnalysis.Peak(new AudioClip(samples, clip.SampleRate), 0.005, 0.2);
    }
}

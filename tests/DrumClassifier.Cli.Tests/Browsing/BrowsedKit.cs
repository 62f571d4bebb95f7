using DrumClassification.Cli.Demo;
using DrumClassification.Synthesis;

namespace DrumClassification.Tests.Browsing;

/// <summary>A small library.</summary>
public sealed class BrowsedKit : BrowsedSounds
{
    public const string Markup = "<img src=x onerror=\"document.title='broken'\">.wav";

    /// <summary>Number of sounds: two of each class, four formats, one with an odd name.</summary>
    public static int Count => (2 * DrumLabels.All.Count) + 5;

    protected override void Make()
    {
        foreach (string label in DrumLabels.All)
        {
            DemoSound[] sounds = [.. DemoKit.Sounds.Where(sound => sound.Label == label).Take(2)];
            for (int i = 0; i < sounds.Length; i++)
            {
                Directory.CreateDirectory(this[$"in/Kit-{i}"]);
                WavFile.WriteNew(this[$"in/Kit-{i}/{label}-{i}.wav"], sounds[i].Settings.Render(DemoKit.SampleRate));
            }
        }

        float[] samples = DemoKit.Sounds[0].Settings.Render(DemoKit.SampleRate).Samples.ToArray();
        WriteFormats(samples, DemoKit.SampleRate);
        File.WriteAllBytes(this["in/" + Markup], WavWriter.ToBytes([.. samples.Select(sample => sample / 4)], DemoKit.SampleRate));
    }
}

using DrumClassification.Synthesis;

namespace DrumClassification.Tests.Teaching;

/// <summary>Folders of synthesised sounds under names that somebody might give them.</summary>
internal static class OwnSounds
{
    public const int SampleRate = 44100;

    /// <summary>The folders' names, and the drums in them.</summary>
    public static IReadOnlyDictionary<string, string> Classes { get; } = new Dictionary<string, string>
    {
        ["808s"] = DrumLabels.Kick,
        ["Shaker & Tamb"] = DrumLabels.Hat,
        ["Wobbly Töms"] = DrumLabels.Tom,
        ["claps (dry)"] = DrumLabels.Clap,
    };

    /// <summary>Draws a sound of a class.</summary>
    public static AudioClip Draw(string name, int number) => RandomDrums.Draw(Classes[name], new Random(number)).Settings.Render(SampleRate);

    /// <summary>Writes some of every class.</summary>
    public static void Write(string folder, int count = 6)
    {
        foreach (string name in Classes.Keys)
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            for (int i = 0; i < count; i++)
            {
                WavFile.WriteNew(Path.Combine(folder, name, $"{(char)('a' + i)}x.wav"), Draw(name, i));
            }
        }
    }
}

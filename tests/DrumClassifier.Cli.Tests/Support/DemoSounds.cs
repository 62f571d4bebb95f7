using System.Collections.Concurrent;
using DrumClassification.Cli.Demo;
using DrumClassification.Synthesis;

namespace DrumClassification.Tests;

/// <summary>The demo's sounds as WAV files, each rendered once in a run of the tests.</summary>
internal static class DemoSounds
{
    private static readonly ConcurrentDictionary<int, byte[]> Rendered = [];

    /// <summary>Writes the demo's sounds as <c>0.wav</c>, <c>1.wav</c> …, from the first again after the last.</summary>
    /// <param name="folder">The folder, which is made if it is not there.</param>
    public static void Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        for (int i = 0; i < count; i++)
        {
            WriteNew(Path.Combine(folder, $"{i}.wav"), i);
        }
    }

    /// <summary>Writes one of the demo's sounds.</summary>
    /// <param name="path">A new file.</param>
    /// <param name="index">Its number, from the first again after the last.</param>
    public static void WriteNew(string path, int index = 0)
    {
        using FileStream file = new(path, FileMode.CreateNew);
        file.Write(Rendered.GetOrAdd(index % DemoKit.Sounds.Count, Render));
    }

    /// <summary>Writes the first of the demo's sounds of a class.</summary>
    public static void WriteNew(string path, string label) => WriteNew(path, DemoKit.Sounds.Select((sound, index) => (sound, index)).First(pair => pair.sound.Label == label).index);

    private static byte[] Render(int index)
    {
        using MemoryStream wav = new();
        WavFile.Write(wav, DemoKit.Sounds[index].Settings.Render(DemoKit.SampleRate));
        return wav.ToArray();
    }
}

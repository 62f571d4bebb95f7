namespace DrumClassification.Tests;

/// <summary>The samples for a terminal.</summary>
public sealed class ConsoleSampleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OneLiner_prints_what_the_library_says()
    {
        using TemporaryFolder folder = new();
        byte[] wav = SampleSounds.Wav(1);
        await File.WriteAllBytesAsync(folder["a.wav"], wav, Token);

        using SampleProcess sample = new("OneLiner", folder["a.wav"]);

        Assert.Equal(0, await sample.WaitForExitAsync());
        Assert.Equal([SampleSounds.Classify(wav).ToString()], sample.Printed);
    }

    [Fact]
    public async Task FolderWatcher_tells_of_what_is_there_and_what_lands_once_it_is_whole_and_ends_with_Control_C()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Ctrl-C is sent as a signal");
        using TemporaryFolder folder = new();
        byte[] wav = SampleSounds.Wav(2);
        byte[] old = SampleSounds.Wav(5);
        await File.WriteAllBytesAsync(folder["old.wav"], old, Token);
        using SampleProcess sample = new("FolderWatcher", folder.Path);
        sample.WaitFor("Watching");
        Assert.Equal($"old.wav: {SampleSounds.Classify(old)}", sample.WaitFor("old.wav"));

        await using (FileStream copy = File.Create(folder["slow.wav"]))
        {
            foreach (byte[] part in wav.Chunk((wav.Length / 5) + 1))
            {
                await copy.WriteAsync(part, Token);
                await copy.FlushAsync(Token);
                await Task.Delay(100, Token);
            }
        }

        Assert.Equal($"slow.wav: {SampleSounds.Classify(wav)}", sample.WaitFor("slow.wav"));
        await File.WriteAllTextAsync(folder["notes.txt"], "no sound", Token);
        Assert.Contains("notes.txt' cannot be decoded", sample.WaitFor("notes.txt"), StringComparison.Ordinal);
        sample.PressControlC();

        sample.WaitFor("Stopped.");
        Assert.Equal(0, await sample.WaitForExitAsync());
    }

    [Fact]
    public async Task RealTime_names_every_hit_of_a_loop_and_allocates_nothing_in_the_callback()
    {
        const int sampleRate = 44100;
        using TemporaryFolder folder = new();
        float[][] hits = [.. new[] { 60.0, 300, 60, 900 }.Select(hertz => Tones.Decaying(hertz, sampleRate, 0.4))];
        float[] loop = new float[(int)(0.25 * sampleRate) + (hits.Length * sampleRate / 2)];
        for (int i = 0; i < hits.Length; i++)
        {
            hits[i].CopyTo(loop, (int)(0.25 * sampleRate) + (i * sampleRate / 2));
        }

        WavWriter.Write(folder["loop.wav"], loop, sampleRate);
        using SampleProcess sample = new("RealTime", folder["loop.wav"]);

        Assert.Equal(0, await sample.WaitForExitAsync());
        string[] lines = [.. sample.Printed];
        Assert.Equal(hits.Length + 1, lines.Length);
        for (int i = 0; i < hits.Length; i++)
        {
            string[] words = lines[i].Split(' ');
            Assert.Equal(0.25 + (0.5 * i), double.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), 0.011);
            Assert.Equal(DrumClassifier.Classify(hits[i], sampleRate).Label, words[2]);
        }

        Assert.Equal("0 missed; 0 bytes allocated in the callback.", lines[^1]);
    }
}

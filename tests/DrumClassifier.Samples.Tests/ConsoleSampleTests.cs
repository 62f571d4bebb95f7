namespace DrumClassification.Tests;

/// <summary>The two samples for a terminal.</summary>
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
    public async Task FolderWatcher_tells_of_what_lands_once_it_is_whole_and_ends_with_Control_C()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Ctrl-C is sent as a signal");
        using TemporaryFolder folder = new();
        byte[] wav = SampleSounds.Wav(2);
        using SampleProcess sample = new("FolderWatcher", folder.Path);
        sample.WaitFor("Watching");

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
}

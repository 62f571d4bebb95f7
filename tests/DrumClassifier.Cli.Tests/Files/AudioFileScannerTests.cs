using DrumClassification.Cli.Input;
using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Tests.Files;

public sealed class AudioFileScannerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sounds_are_found_by_extension_in_name_order_and_others_are_counted()
    {
        Touch("b.WAV", "a.aiff", "sub/c.flac", "sub/deep/d.mp3", "notes.txt", "sub/cover.jpg", "._b.wav");
        ScanResult found = AudioFileScanner.Scan(_folder.Path, new ScanOptions(), [], TestContext.Current.CancellationToken);
        Assert.Equal(["a.aiff", "b.WAV", "sub/c.flac", "sub/deep/d.mp3"], Relative(found));
        Assert.Equal(3, found.OtherFiles);
        Assert.Empty(found.Problems);
    }

    [Fact]
    public void Sub_folders_are_left_alone_where_asked()
    {
        Touch("a.wav", "sub/b.wav");
        Assert.Equal(["a.wav"], Relative(AudioFileScanner.Scan(_folder.Path, new ScanOptions(Recursive: false), [], TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void A_loop_of_symbolic_links_ends_and_links_are_counted()
    {
        Touch("sub/a.wav");
        Directory.CreateSymbolicLink(_folder["sub/up"], _folder.Path);
        File.CreateSymbolicLink(_folder["sub/b.wav"], _folder["sub/a.wav"]);
        ScanResult found = AudioFileScanner.Scan(_folder.Path, new ScanOptions(), [], TestContext.Current.CancellationToken);
        Assert.Equal(["sub/a.wav"], Relative(found));
        Assert.Equal(2, found.Links);
    }

    [Fact]
    public void Excluded_folders_are_passed_over_even_under_another_name()
    {
        Touch("a.wav", "out/kick/b.wav");
        Directory.CreateSymbolicLink(_folder["link"], _folder["out"]);
        Assert.Equal(["a.wav"], Relative(AudioFileScanner.Scan(_folder.Path, new ScanOptions(), [RealPath.Of(_folder["link"])], TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void A_real_path_resolves_links_on_the_way_and_keeps_what_does_not_exist()
    {
        Directory.CreateDirectory(_folder["real/inner"]);
        Directory.CreateSymbolicLink(_folder["absolute"], _folder["real"]);
        Directory.CreateSymbolicLink(_folder["real/relative"], "../real/inner");
        string root = RealPath.Of(_folder.Path);
        Assert.Equal(Path.Combine(root, "real", "inner", "new"), RealPath.Of(_folder["absolute/relative/new"]));
    }

    [Fact]
    public void A_link_that_leads_to_itself_is_an_error_and_does_not_hang()
    {
        File.CreateSymbolicLink(_folder["loop"], _folder["loop"]);
        Assert.Throws<IOException>(() => RealPath.Of(_folder["loop/x"]));
    }

    private void Touch(params string[] names)
    {
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
            File.WriteAllText(_folder[name], name);
        }
    }

    private IEnumerable<string> Relative(ScanResult found) =>
        found.AudioFiles.Select(path => Path.GetRelativePath(_folder.Path, path).Replace('\\', '/'));
}

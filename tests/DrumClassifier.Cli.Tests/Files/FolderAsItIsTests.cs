using System.Net.Sockets;
using DrumClassification.Cli.Input;

namespace DrumClassification.Tests.Files;

/// <summary>Folders with pipes, sockets, names that are no text, trash, and nothing at all.</summary>
public sealed class FolderAsItIsTests : IClassFixture<TestModelFile>, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestModelFile _model;

    public FolderAsItIsTests(TestModelFile model)
    {
        _model = model;
        Directory.CreateDirectory(_folder["in"]);
        WriteSound("in/kick.wav");
    }

    // The runtime cannot delete a file whose name it cannot say.
    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            using var remove = System.Diagnostics.Process.Start("rm", ["-rf", _folder["in"], _folder["out"]]);
            remove.WaitForExit();
        }

        _folder.Dispose();
    }

    [Theory]
    [InlineData("classify IN", 1)]
    [InlineData("sort IN OUT", 1)]
    [InlineData("sort IN OUT --skip-duplicates", 1)]
    [InlineData("sort IN OUT --exclude live* --exclude tone*", 0)]
    [InlineData("similar IN/kick.wav IN IN/live.wav", 1)]
    [InlineData("duplicates IN IN/live.wav", 1)]
    [InlineData("duplicates IN IN/live.wav --exact", 1)]
    public async Task Pipes_sockets_and_devices_are_reported_and_the_rest_goes_on(string command, int expected)
    {
        await Shell.DoAsync("mkfifo \"$1/in/live.wav\" \"$1/in/control\"", _folder.Path);
        WriteSound("in/other/hat.wav");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder["in/tone.wav"]));
        string words = command.Replace("IN", "\"$1\"/in", StringComparison.Ordinal).Replace("OUT", "\"$1\"/out", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);
        DrumsProcess run = await Shell.RunAsync($"timeout -k 5 60 $DRUMS {words} -m \"$2\"", _folder.Path, _model.Path);
        Assert.Equal(expected, run.ExitCode);
        if (expected != 0)
        {
            Assert.Contains($"error: '{_folder["in/live.wav"]}' is a pipe, not a file.", run.Error, StringComparison.Ordinal);
            Assert.Contains($"error: '{_folder["in/tone.wav"]}' is a socket, not a file.", run.Error, StringComparison.Ordinal);
        }

        if (command.StartsWith("sort", StringComparison.Ordinal))
        {
            Assert.Equal(2, Directory.GetFiles(_folder["out"], "*.wav", SearchOption.AllDirectories).Length);
            Assert.Contains($"left alone: '{_folder["in/control"]}' is a pipe", run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("classify")]
    [InlineData("sort")]
    public async Task A_pipe_or_device_that_is_named_outright_is_not_opened(string command)
    {
        await Shell.DoAsync("mkfifo \"$1/in/live.wav\"", _folder.Path);
        foreach ((string path, string kind) in new[] { (_folder["in/live.wav"], "a pipe"), ("/dev/zero", "a device") })
        {
            DrumsProcess run = await Shell.RunAsync($"timeout -k 5 60 $DRUMS {command} \"$1\" {(command == "sort" ? "\"$2\"" : "")}", path, _folder["out"]);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains($"'{path}' is {kind}", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Names_that_are_no_valid_UTF8_are_named_as_such_and_the_replacement_character_is_a_character()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems have no such names");
        WriteSound("in/b/caf\ufffd kick.wav");
        await Shell.DoAsync(
            """
            cp "$1/in/kick.wav" "$1/in/$(printf 'caf\351.wav')"; cp "$1/in/kick.wav" "$1/in/b/$(printf 'caf\351 kick.wav')"
            mkdir "$1/in/$(printf 'kit\377')"; cp "$1/in/kick.wav" "$1/in/$(printf 'kit\377')"; : > "$1/in/$(printf 'note\377.txt')"
            """,
            _folder.Path);
        foreach (string command in new[] { "classify \"$1/in\"", "duplicates \"$1/in\"", "similar \"$1/in/kick.wav\" \"$1/in\"", "sort \"$1/in\" \"$1/out\"" })
        {
            DrumsProcess run = await Shell.RunAsync($"$DRUMS {command} -m \"$2\"", _folder.Path, _model.Path);
            Assert.Equal(1, run.ExitCode);
            string[] errors = [.. run.Error.Split('\n').Where(line => line.StartsWith("error: ", StringComparison.Ordinal))];
            Assert.True(errors.Length == 3, run.Error);
            Assert.All(errors, error => Assert.Contains("no valid UTF-8", error, StringComparison.Ordinal));
            Assert.Contains(errors, error => error.Contains($"'{_folder["in/caf\ufffd.wav"]}'", StringComparison.Ordinal));
            Assert.Contains(errors, error => error.Contains($"'{_folder["in/b/caf\ufffd kick.wav"]}'", StringComparison.Ordinal));
            Assert.Contains(errors, error => error.Contains($"'{_folder["in/kit\ufffd"]}'", StringComparison.Ordinal));
        }

        DrumsProcess named = await Shell.RunAsync("$DRUMS classify \"$1\"/out/../in/* -m \"$2\"", _folder.Path, _model.Path);
        Assert.Equal(1, named.ExitCode);
        Assert.Equal(4, named.Error.Split('\n').Count(line => line.StartsWith("error: ", StringComparison.Ordinal) && line.Contains("no valid UTF-8", StringComparison.Ordinal)));

        Assert.Equal(["caf\ufffd kick.wav", "kick.wav"], Directory.GetFiles(_folder["out"], "*.wav", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        DrumsProcess undo = await DrumsProcess.RunAsync("undo", _folder["out"]);
        Assert.True(undo.ExitCode == 0, undo.Error);
        Assert.True(File.Exists(_folder["in/b/caf\ufffd kick.wav"]));
    }

    [Fact]
    public async Task Trash_system_and_hidden_folders_are_not_looked_into_unless_asked()
    {
        string[] hidden = [".Trash", ".Trash-1000", "$RECYCLE.BIN", "@eaDir", ".git", "__MACOSX", "System Volume Information", "kit/.hidden", "#recycle"];
        foreach (string folder in hidden)
        {
            WriteSound($"in/{folder}/snare.wav");
        }

        CliRun plain = await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--dry-run", "--format", "csv");
        Assert.Equal(0, plain.ExitCode);
        Assert.Equal(1, plain.Output.Split('\n').Count(line => line.Contains(",moved,", StringComparison.Ordinal)));
        Assert.All(hidden, folder => Assert.Contains($"'{_folder[$"in/{folder}"]}' is a ", plain.Output, StringComparison.Ordinal));
        Assert.Contains("9 hidden folders", plain.Error, StringComparison.Ordinal);

        foreach (string[] command in new string[][] { ["classify", _folder["in"]], ["sort", _folder["in"], _folder["out"], "--dry-run"] })
        {
            CliRun all = await CliRun.RunAsync([.. command, "--hidden", "--format", "csv"]);
            Assert.Equal(hidden.Length + 2, all.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        }

        CliRun named = await CliRun.RunAsync("classify", _folder["in/.Trash"], "--format", "csv");
        Assert.Contains("snare.wav", named.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_folder_says_so_and_one_without_sounds_says_what_it_holds()
    {
        Directory.CreateDirectory(_folder["empty"]);
        SortFolder.Make(_folder, "papers/notes.txt", "papers/.git/kick.wav");
        foreach (string[] command in new string[][] { ["classify"], ["duplicates", "--exact"], ["similar", _folder["in/kick.wav"]] })
        {
            CliRun empty = await CliRun.RunAsync([.. command, _folder["empty"]]);
            Assert.Equal(1, empty.ExitCode);
            Assert.Contains($"'{_folder["empty"]}' is empty", empty.Error, StringComparison.Ordinal);
            CliRun papers = await CliRun.RunAsync([.. command, _folder["papers"]]);
            Assert.Contains($"The folder '{_folder["papers"]}' holds no sounds (1 other file, 1 hidden folder).", papers.Error, StringComparison.Ordinal);
        }

        CliRun sort = await CliRun.RunAsync("sort", _folder["empty"], _folder["out"]);
        Assert.Equal(0, sort.ExitCode);
        Assert.Contains($"'{_folder["empty"]}' is empty", sort.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sounds_in_formats_that_cannot_be_read_are_failures_and_named_as_what_they_are()
    {
        WriteBytes("in/song.m4a", [0, 0, 0, 0x20, .. "ftypM4A "u8, .. new byte[100]]);
        WriteBytes("in/old.wma", [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, .. new byte[100]]);
        WriteBytes("in/small.wv", [.. "wvpk"u8, .. new byte[100]]);
        WriteBytes("in/monkey.ape", [.. "MAC "u8, .. new byte[100]]);
        WriteBytes("in/loop.rx2", [.. "CAT \0\0\0\x64REX2"u8, .. new byte[100]]);
        DrumsProcess run = await DrumsProcess.RunAsync("sort", _folder["in"], _folder["out"], "-m", _model.Path);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("5 failed", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("does not look like a sound", run.Error, StringComparison.Ordinal);
        foreach ((string name, string format) in new[] { ("song.m4a", "M4A"), ("old.wma", "WMA"), ("small.wv", "WavPack"), ("monkey.ape", "Monkey's Audio"), ("loop.rx2", "REX2") })
        {
            Assert.Contains(run.Error.Split('\n'), line => line.StartsWith($"error: '{_folder[$"in/{name}"]}' ", StringComparison.Ordinal) && line.Contains(format, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_sound_whose_name_says_nothing_is_found_by_its_content_and_nothing_else_is()
    {
        byte[] wav = File.ReadAllBytes(_folder["in/kick.wav"]);
        WriteBytes("in/no extension", wav);
        WriteBytes("in/take.bak", wav);
        WriteBytes("in/.drums-1.part", wav);
        WriteBytes("in/._kick.wav", wav);
        WriteBytes("in/text.txt", [0xFF, 0xFE, .. "U\0T\0F\0-\0001\06\0"u8]);
        WriteBytes("in/picture.webp", [.. "RIFF\0\0\0\0WEBPVP8 "u8]);
        WriteBytes("in/short.bin", [.. "RI"u8]);
        WriteBytes("in/empty.bin", []);
        WriteBytes("in/noise.dat", [.. Enumerable.Range(17, 200).Select(i => (byte)(i * i))]);
        WriteBytes("in/preset.xyz", [.. "M4A preset with a name that says nothing at all, longer than a header"u8]);
        WriteBytes("in/lesson.mp4", [0, 0, 0, 0x20, .. "ftypisom"u8, .. new byte[100]]);
        WriteBytes("in/unnamed", [0, 0, 0, 0x20, .. "ftypM4A "u8, .. new byte[100]]);
        ScanResult found = AudioFileScanner.Scan(_folder["in"], new ScanOptions(), [], TestContext.Current.CancellationToken);
        Assert.Equal(["kick.wav", "no extension", "take.bak", "unnamed"], found.AudioFiles.Select(Path.GetFileName));
        Assert.Equal(9, found.OtherFiles);
    }

    [Fact]
    public void A_scan_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => AudioFileScanner.Scan(_folder["in"], new ScanOptions(), [], source.Token));
    }

    private void WriteSound(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        DemoSounds.WriteNew(_folder[name], name.Length);
    }

    private void WriteBytes(string name, byte[] bytes) => File.WriteAllBytes(_folder[name], bytes);
}

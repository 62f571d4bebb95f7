using System.Diagnostics;
using System.Net.Sockets;

namespace DrumClassification.Tests.Files;

/// <summary>What is no file must never be opened: a pipe that nobody writes into would be waited for without end.</summary>
public sealed class SpecialFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_folders_and_what_is_missing_are_nothing_special()
    {
        File.WriteAllText(_folder["a.wav"], "a");
        Assert.Null(SpecialFile.Describe(_folder["a.wav"]));
        Assert.Null(SpecialFile.Describe(_folder.Path));
        Assert.Null(SpecialFile.Describe(_folder["missing"]));
    }

    [Fact]
    public void Pipes_sockets_and_devices_are_told_and_so_are_links_to_them()
    {
        Pipe.Make(_folder["pipe.wav"]);
        File.CreateSymbolicLink(_folder["link.wav"], _folder["pipe.wav"]);
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder["socket"]));
        Assert.Equal("a pipe", SpecialFile.Describe(_folder["pipe.wav"]));
        Assert.Equal("a pipe", SpecialFile.Describe(_folder["link.wav"]));
        Assert.Equal("a socket", SpecialFile.Describe(_folder["socket"]));
        Assert.Equal("a device", SpecialFile.Describe("/dev/null"));
    }

    [Fact]
    public async Task Decoding_a_pipe_is_an_error_that_comes_at_once()
    {
        Pipe.Make(_folder["live.wav"]);
        Task<AudioClip> decoding = Task.Run(() => AudioDecoder.DecodeFile(_folder["live.wav"]), TestContext.Current.CancellationToken);
        DrumClassifierException error = await Assert.ThrowsAsync<DrumClassifierException>(
            () => decoding.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal($"'{_folder["live.wav"]}' is a pipe, not a file.", error.Message);
        Assert.Equal(_folder["live.wav"], error.Path);
        Assert.Equal("is a pipe, not a file.", error.Problem);
    }

    [Fact]
    public void A_name_that_is_no_valid_UTF8_is_named_as_such()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems have no such names");
        Run("bash", "-c", ": > \"$1/$(printf 'caf\\351.wav')\"; mkdir \"$1/$(printf 'k\\351t')\"; : > \"$1/$(printf 'k\\351t')/a.wav\"", "bash", _folder.Path);
        try
        {
            foreach (string name in new[] { "caf\ufffd.wav", "k\ufffdt/a.wav" })
            {
                Assert.True(UnreadableName.IsBehind(_folder[name]));
                DrumClassifierException error = Assert.Throws<DrumClassifierException>(() => AudioDecoder.DecodeFile(_folder[name]));
                Assert.Contains("no valid UTF-8", error.Message, StringComparison.Ordinal);
            }

            File.WriteAllText(_folder["real \ufffd.wav"], "x");
            Assert.False(UnreadableName.IsBehind(_folder["real \ufffd.wav"]));
            Assert.False(UnreadableName.IsBehind(_folder["missing \ufffd.wav"]));
            Assert.False(UnreadableName.IsBehind(_folder["missing.wav"]));
        }
        finally
        {
            Run("bash", "-c", "rm -r \"$1\"/*", "bash", _folder.Path);
        }
    }

    [Theory]
    [InlineData("kick.wav", true)]
    [InlineData("a/b/KICK.AIFC", true)]
    [InlineData("x.caf", true)]
    [InlineData("x.w64", true)]
    [InlineData("x.rf64", true)]
    [InlineData("x.au", true)]
    [InlineData("x.sf", true)]
    [InlineData("x.htk", true)]
    [InlineData("x.opus", true)]
    [InlineData("x.m4a", true)]
    [InlineData("x.rx2", true)]
    [InlineData("a/._kick.wav", false)]
    [InlineData("kick.txt", false)]
    [InlineData("kick", false)]
    [InlineData("wav", false)]
    public void Names_of_sounds_are_told_by_their_extension(string name, bool isAudio) => Assert.Equal(isAudio, AudioFileTypes.IsSoundName(name));

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}

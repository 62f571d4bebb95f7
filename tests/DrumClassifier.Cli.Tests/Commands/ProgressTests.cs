using System.Text.RegularExpressions;
using DrumClassification.Cli;
using DrumClassification.Cli.Input;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Tests.Commands;

/// <summary>What is counted as done is counted as to be done too: sounds, and what could not even be read.</summary>
public sealed partial class ProgressTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sort", "Sorting", 7)]
    [InlineData("plan", "Planning", 7)]
    [InlineData("classify", "Classifying", 2)]
    [InlineData("undo", "Undoing", 1)]
    public async Task It_ends_at_all_of_all_and_never_goes_beyond(string what, string title, int all)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "mkfifo is Unix's");
        SortFolder.Make(_folder, "in/1 kick.wav", "in/2 bad.wav", "in/notes.txt");
        for (int i = 0; i < 5; i++)
        {
            Folders.Run("mkfifo", _folder[$"in/{i}.wav"]);
        }

        if (what == "undo")
        {
            await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        }

        string[] words = what switch
        {
            "classify" => ["classify", _folder["in"]],
            "undo" => ["undo", _folder["out"]],
            "plan" => ["sort", _folder["in"], _folder["out"], "--dry-run"],
            _ => ["sort", _folder["in"], _folder["out"]],
        };
        using var output = new StringWriter();
        using var error = new StringWriter();
        var plain = CliStreams.For(output, error);
        var streams = new CliStreams { Data = plain.Data, Out = plain.Out, Err = plain.Err, ProgressInterval = TimeSpan.Zero };
        await DrumsCommand.RunAsync(words, new CliHost(streams, _ => new FakeClassifier()));
        (string Done, string All, string Left)[] lines =
        [
            .. Line().Matches(error.ToString()).Where(match => match.Groups[1].Value == title).Select(match => (match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value)),
        ];
        Assert.Equal(Enumerable.Range(1, all).Select(i => $"{i} of {all}"), lines.Select(line => $"{line.Done} of {line.All}"));
        Assert.All(lines, line => Assert.DoesNotContain('-', line.Left));
        Assert.Equal("0 s", lines[^1].Left);
    }

    [GeneratedRegex(@"^(\w+): ([\d,]+) of ([\d,]+), .* files/s, (.*) left", RegexOptions.Multiline)]
    private static partial Regex Line();
}

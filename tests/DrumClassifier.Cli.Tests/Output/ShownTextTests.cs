namespace DrumClassification.Tests.Output;

/// <summary>No name reaches a terminal as it is, whichever way it is shown.</summary>
public sealed class ShownTextTests : IDisposable
{
    private const string Hostile = "\e]0;pwned\a\e[31m\u009b2J\u202e\r\nclap     99.9 %  fake";
    private const string Shown = @"\e]0;pwned\a\e[31m\u009b2J\u202e\r\nclap     99.9 %  fake";

    private readonly TemporaryFolder _folder = new();

    public ShownTextTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "such names cannot exist there");
        SortFolder.Make(_folder, $"in/{Hostile} kick.wav", $"in/{Hostile} bad.wav", $"in/{Hostile} unsure.wav", $"in/{Hostile}.txt", $"in/{Hostile}/.git/x.wav");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("classify IN")]
    [InlineData("classify IN/gone")]
    [InlineData("sort IN OUT")]
    [InlineData("sort IN OUT --dry-run")]
    [InlineData("sort IN OUT --copy --uncertain leave --skip-duplicates")]
    [InlineData("sort IN/gone OUT")]
    [InlineData("undo OUT")]
    [InlineData("undo OUT --dry-run")]
    [InlineData("duplicates IN --exact")]
    [InlineData("similar IN/gone IN")]
    [InlineData("classify IN --HOSTILE")]
    [InlineData("HOSTILE")]
    [InlineData("classify IN --format HOSTILE")]
    [InlineData("classify IN --report OUT/HOSTILE.html")]
    [InlineData("sort IN OUT --report OUT/HOSTILE.txt")]
    public async Task Rows_errors_and_hints_show_escapes(string command)
    {
        string output = _folder[$"out {Hostile}"];
        if (command.StartsWith("undo", StringComparison.Ordinal))
        {
            File.WriteAllText(_folder[$"in/{Hostile} kick 2.wav"], "same");
            await CliRun.RunAsync("sort", _folder["in"], output);
        }

        if (command.StartsWith("duplicates", StringComparison.Ordinal))
        {
            File.Copy(_folder[$"in/{Hostile} kick.wav"], _folder[$"in/{Hostile} copy.wav"]);
        }

        CliRun run = await CliRun.RunAsync(
        [
            .. command.Split(' ').Select(word => word
                .Replace("IN", _folder["in"], StringComparison.Ordinal)
                .Replace("OUT", output, StringComparison.Ordinal)
                .Replace("HOSTILE", Hostile, StringComparison.Ordinal)
                .Replace("gone", Hostile + " gone", StringComparison.Ordinal)),
        ]);
        string all = run.Output + run.Error;
        Assert.DoesNotContain(all, c => (char.IsControl(c) && c != '\n') || c == '\u202e');
        Assert.DoesNotContain(all.Split('\n'), line => line.StartsWith("clap ", StringComparison.Ordinal));
        if (!command.StartsWith("undo OUT", StringComparison.Ordinal) || command.EndsWith("dry-run", StringComparison.Ordinal))
        {
            Assert.Contains(Shown, all, StringComparison.Ordinal);
        }
    }
}

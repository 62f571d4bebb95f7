namespace DrumClassification.Tests.Commands;

/// <summary>A value that an option does not take is answered in one line, with those that it takes, and nothing is done.</summary>
public sealed class BadValueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BadValueTests() => SortFolder.Make(_folder, "in/kick.wav");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--format is 'xml'; it must be table, json or csv.", "sort", "IN", "OUT", "--format", "xml")]
    [InlineData("--format is 'csvv'; it must be table, json or csv. Did you mean 'csv'?", "classify", "IN", "--format", "csvv")]
    [InlineData("--format is 'JSON'; it must be table, json or csv. Did you mean 'json'?", "similar", "IN/kick.wav", "IN", "-f", "JSON")]
    [InlineData("--format is 'jsn'; it must be table, json or csv. Did you mean 'json'?", "duplicates", "IN", "--format=jsn")]
    [InlineData("--uncertain is 'lave'; it must be folder or leave. Did you mean 'leave'?", "sort", "IN", "OUT", "--uncertain", "lave")]
    [InlineData("--loops is 'maybe'; it must be leave or sort.", "sort", "IN", "OUT", "--loops", "maybe")]
    public async Task A_word_that_is_none_of_them(string expected, params string[] words) => Assert.Equal(expected, await ErrorAsync(words));

    [Fact]
    public async Task A_provider_that_there_is_not()
    {
        string error = await ErrorAsync("classify", "IN", "--provider", "gpu");
        Assert.StartsWith("--provider is 'gpu'; it must be ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", error, StringComparison.Ordinal);
        Assert.EndsWith("Did you mean 'cuda'?", await ErrorAsync("classify", "IN", "--provider", "cude"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_is_shown_as_escapes_and_the_message_is_not()
    {
        Assert.Equal(@"--format is 'x\e[31m\ny'; it must be table, json or csv.", await ErrorAsync("classify", "IN", "--format", "x\e[31m\ny"));
    }

    [Theory]
    [InlineData("--recursive", "no", "classify", "IN", "--recursive=no")]
    [InlineData("--recursive", "no", "classify", "IN", "-r:no")]
    [InlineData("--recursive", "off", "sort", "IN", "OUT", "--recursive", "off")]
    [InlineData("--recursive", "0", "duplicates", "IN", "-r", "0")]
    [InlineData("--copy", "yes", "sort", "IN", "OUT", "--copy=yes")]
    [InlineData("--dry-run", "", "sort", "IN", "OUT", "--dry-run=")]
    [InlineData("--last", "1", "undo", "OUT", "--last=1")]
    public async Task A_switch_is_true_or_false(string option, string value, params string[] words) =>
        Assert.Equal($"{option} is '{value}'; it must be true or false.", await ErrorAsync(words));

    [Fact]
    public async Task A_switch_takes_what_is_true_or_false_and_leaves_a_path_alone()
    {
        SortFolder.Make(_folder, "in/a/hat.wav");
        foreach (string[] words in new[] { new[] { "--recursive=false" }, ["--recursive", "FALSE"], ["-r:False"] })
        {
            CliRun run = await CliRun.RunAsync(["classify", _folder["in"], .. words]);
            Assert.Equal(0, run.ExitCode);
            Assert.DoesNotContain("hat.wav", run.Output, StringComparison.Ordinal);
        }

        // A word after a switch may be a folder; after "--" it is one.
        DrumsProcess named = await Shell.RunAsync("cd \"$1\" && mkdir no && cp in/kick.wav no/ && $DRUMS classify --recursive no -f csv; $DRUMS classify -- --recursive=no", _folder.Path);
        Assert.Contains("no/kick.wav", named.Output + named.Error, StringComparison.Ordinal);
        Assert.Contains("'--recursive=no' does not exist", named.Error, StringComparison.Ordinal);
    }

    private async Task<string> ErrorAsync(params string[] words)
    {
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder.Path);
        CliRun run = await CliRun.RunAsync([.. words.Select(word => word.Replace("IN", _folder["in"], StringComparison.Ordinal).Replace("OUT", _folder["out"], StringComparison.Ordinal))]);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal(before, TreeSnapshot.Of(_folder.Path));
        string[] lines = run.Error.TrimEnd().Split('\n');
        Assert.Equal($"'drums {words[0]} --help' shows how.", lines[1]);
        Assert.Equal(2, lines.Length);
        return lines[0]["error: ".Length..];
    }
}

namespace DrumClassification.Tests.Commands;

public sealed class UnknownOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public UnknownOptionTests() => SortFolder.Make(_folder, "in/kick.wav");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--recusive", "--recursive", "classify", "IN")]
    [InlineData("--formt=json", "--format", "classify", "IN")]
    [InlineData("--exat", "--exact", "duplicates", "IN")]
    [InlineData("--cuont", "--count", "similar", "IN/kick.wav", "IN")]
    [InlineData("--dryrun", "--dry-run", "sort", "IN")]
    [InlineData("--dry-rnu", "--dry-run", "sort", "IN", "OUT")]
    [InlineData("--lsat", "--last", "undo", "OUT")]
    [InlineData("--modle", "--model", "demo")]
    [InlineData("--modell", "--model", "info")]
    [InlineData("--hiden", "--hidden", "classify", "IN")]
    public async Task An_unknown_option_is_wrong_use_on_every_command_and_the_likely_one_is_named(string option, string meant, params string[] command)
    {
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder.Path);
        foreach (int at in new[] { 1, command.Length })
        {
            string[] arguments = [.. command.Take(at), option, .. command.Skip(at)];
            CliRun run = await CliRun.RunAsync([.. arguments.Select(word => word.Replace("IN", _folder["in"], StringComparison.Ordinal).Replace("OUT", _folder["out"], StringComparison.Ordinal))]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains($"'{option.Split('=')[0]}'", run.Error, StringComparison.Ordinal);
            Assert.Contains($"'{meant}'?", run.Error, StringComparison.Ordinal);
            Assert.Contains($"'drums {command[0]} --help'", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("Required", run.Error, StringComparison.Ordinal);
            Assert.Empty(run.Output);
        }

        Assert.Equal(before, TreeSnapshot.Of(_folder.Path));
    }

    [Fact]
    public async Task What_is_like_no_option_is_only_unknown()
    {
        CliRun run = await CliRun.RunAsync("classify", _folder["in"], "--quantum", "-Z");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'--quantum'", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("?", run.Error, StringComparison.Ordinal);
        Assert.Contains("'-Z'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_is_answered_with_the_likely_one()
    {
        CliRun run = await CliRun.RunAsync("clasify", _folder["in"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'clasify'", run.Error, StringComparison.Ordinal);
        Assert.Contains("'classify'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_two_dashes_everything_is_a_file()
    {
        CliRun run = await CliRun.RunAsync("classify", "--format", "csv", "--", _folder["in"], "--recusive");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'--recusive' does not exist.", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{_folder["in/kick.wav"]},kick,", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_at_sign_is_part_of_a_name_and_not_a_response_file()
    {
        SortFolder.Make(_folder, "at/@Kits/kick.wav");
        File.WriteAllText(_folder["at/@options"], "--report\n" + _folder["planted.csv"]);
        File.WriteAllText(_folder["at/@snare.wav"], "--format\njson");
        DrumsProcess run = await Shell.RunAsync("cd \"$1/at\"; $DRUMS classify *", _folder.Path);
        Assert.Equal(1, run.ExitCode);
        Assert.False(File.Exists(_folder["planted.csv"]));
        Assert.Contains("'@Kits/kick.wav' ", run.Error, StringComparison.Ordinal);
        Assert.Contains("'@options' ", run.Error, StringComparison.Ordinal);
        Assert.Contains("'@snare.wav' ", run.Error, StringComparison.Ordinal);

        CliRun sort = await CliRun.RunAsync("sort", _folder["at/@Kits"], _folder["out"]);
        Assert.Equal(0, sort.ExitCode);
        SortFolder.AssertTree(_folder, "at/@options", "at/@snare.wav", "in/kick.wav", "out/kick/kick.wav");
    }
}

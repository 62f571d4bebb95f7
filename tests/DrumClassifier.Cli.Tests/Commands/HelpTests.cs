namespace DrumClassification.Tests.Commands;

/// <summary>Help, however it is asked for.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData]
    [InlineData("sort")]
    [InlineData("undo")]
    public async Task The_word_help_is_the_option_help(params string[] command)
    {
        CliRun option = await CliRun.RunAsync([.. command, "--help"]);
        CliRun word = await CliRun.RunAsync(["help", .. command]);
        Assert.Equal(0, word.ExitCode);
        Assert.Contains("Usage:", word.Output, StringComparison.Ordinal);
        Assert.Equal(option.Output, word.Output);
        Assert.Empty(word.Error);
    }

    [Fact]
    public async Task Help_for_what_is_no_command_names_the_likely_one()
    {
        CliRun run = await CliRun.RunAsync("help", "srot");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Unknown command 'srot'. Did you mean 'sort'?", run.Error, StringComparison.Ordinal);
    }
}

using DrumClassification.Cli;

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

    /// <summary>A command that is named first is made alone, by its name in the list.</summary>
    [Fact]
    public async Task Each_command_answers_to_its_name_alone_as_among_the_others()
    {
        Assert.NotEmpty(DrumsCommand.All);
        foreach (string name in DrumsCommand.All.Select(command => command.Name))
        {
            CliRun alone = await CliRun.RunAsync(name, "--help");
            CliRun among = await CliRun.RunAsync("help", name);
            Assert.Equal(0, alone.ExitCode);
            Assert.Contains($" {name} ", alone.Output, StringComparison.Ordinal);
            Assert.Equal(among.Output, alone.Output);
        }
    }
}

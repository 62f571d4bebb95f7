using System.Text.RegularExpressions;

namespace DrumClassification.Tests.Documentation;

/// <summary>The command lines of the README, given to the program in the order in which they stand there.</summary>
public sealed partial class ReadmeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_command_of_the_README_for_a_folder_of_ones_own_succeeds_and_undo_leaves_it_as_it_was()
    {
        SortFolder.Make(_folder, "YOUR_FOLDER/1 kick.wav", "YOUR_FOLDER/Kit A/2 hat.wav");
        string[] commands = [.. Commands().Where(line => line.Contains("YOUR_FOLDER", StringComparison.Ordinal) || line.StartsWith("undo", StringComparison.Ordinal))];
        Assert.Equal(["classify", "sort", "sort", "undo"], commands.Select(line => line.Split(' ')[0]));
        foreach (string command in commands)
        {
            string[] words = [.. command.Split(' ').Select(word => word is "YOUR_FOLDER" or "SORTED" ? _folder[word] : word)];
            CliRun run = await CliRun.RunAsync(words);
            Assert.True(run.ExitCode == 0, $"'{command}' ended with {run.ExitCode}: {run.Error}");
        }

        SortFolder.AssertTree(_folder, "YOUR_FOLDER/1 kick.wav", "YOUR_FOLDER/Kit A/2 hat.wav");
    }

    [Fact]
    public async Task The_demo_of_the_README_is_a_command()
    {
        Assert.Contains("demo", Commands());
        Assert.Equal(0, (await CliRun.RunAsync("demo", "--help")).ExitCode);
    }

    /// <summary>Guards against a link to a page that has moved.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("SECURITY.md")]
    public void Every_page_that_a_guide_names_exists(string guide)
    {
        string text = File.ReadAllText(Path.Combine(RepositoryFolder.Path, guide));
        string[] named = [.. PageName().Matches(text).Select(match => match.Value)];
        Assert.NotEmpty(named);
        Assert.All(named, page => Assert.True(Path.Exists(Path.Combine(RepositoryFolder.Path, page)), $"{guide} names {page}"));
    }

    private static IEnumerable<string> Commands() =>
        CommandLine().Matches(File.ReadAllText(Path.Combine(RepositoryFolder.Path, "README.md")).ReplaceLineEndings("\n")).Select(match => match.Groups[1].Value);

    [GeneratedRegex("^dotnet run -c Release --project src/DrumClassifier.Cli -- (.+)$", RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    [GeneratedRegex("(?<=[`(])(docs|samples|src|tests|benchmarks|fuzz|eng)/[^`) ]*(?=[`)])")]
    private static partial Regex PageName();
}

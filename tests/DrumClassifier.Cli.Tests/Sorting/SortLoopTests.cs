using DrumClassification.Cli.Sorting;

namespace DrumClassification.Tests.Sorting;

public sealed class SortLoopTests
{
    [Fact]
    public async Task An_interrupted_sort_finishes_the_file_in_hand_and_says_so()
    {
        using var folder = new TemporaryFolder();
        string[] files = [.. Enumerable.Range(0, 10).Select(i => folder[$"kick {i}.wav"])];
        Array.ForEach(files, file => File.WriteAllText(file, file));
        using var source = new CancellationTokenSource();
        using var classifier = new FakeClassifier { BeforeResult = count => { if (count == 4) { source.Cancel(); } } };
        var outcomes = new List<StepOutcome>();

        bool interrupted = await SortLoop.RunAsync(
            classifier, files, new StepExecutor(new DestinationPlanner(folder["out"]), new SafeMove()), outcomes.Add, source.Token);

        Assert.True(interrupted);
        Assert.Equal(4, outcomes.Count);
        Assert.Equal(4, Directory.GetFiles(folder["out/kick"]).Length);
        Assert.Equal(6, Directory.GetFiles(folder.Path).Length);
    }
}

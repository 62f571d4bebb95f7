using DrumClassification.Cli.Sorting;

namespace DrumClassification.Tests.Sorting;

public sealed class StepExecutorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_destination_taken_between_plan_and_move_gets_the_next_name()
    {
        File.WriteAllText(_folder["x.wav"], "mine");
        var racing = new Hooked(destination =>
        {
            if (destination.EndsWith("x.wav", StringComparison.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
                File.WriteAllText(destination, "somebody else's");
            }
        });
        StepOutcome outcome = Execute(racing);
        Assert.Equal(_folder["out/kick/x (2).wav"], outcome.Step!.Destination);
        Assert.Equal("somebody else's", File.ReadAllText(_folder["out/kick/x.wav"]));
        Assert.Equal("mine", File.ReadAllText(_folder["out/kick/x (2).wav"]));
    }

    [Fact]
    public void A_missing_permission_is_that_files_outcome_and_names_it()
    {
        File.WriteAllText(_folder["x.wav"], "mine");
        StepOutcome outcome = Execute(new Hooked(_ => throw new UnauthorizedAccessException("Permission denied.")));
        Assert.Null(outcome.Step);
        Assert.Contains(_folder["x.wav"], outcome.Error, StringComparison.Ordinal);
        Assert.Contains("Permission denied", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_folder["x.wav"]));
    }

    private StepOutcome Execute(IFileTransfer transfer) =>
        new StepExecutor(new DestinationPlanner(_folder["out"]), transfer)
            .Execute(new FileClassification(_folder["x.wav"], FakeClassifier.Make("kick"), null));

    private sealed class Hooked(Action<string> before) : IFileTransfer
    {
        public void Transfer(string source, string destination)
        {
            before(destination);
            new SafeMove().Transfer(source, destination);
        }
    }
}

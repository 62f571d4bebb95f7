using DrumClassification.Training.Commands;
using DrumClassification.Training.Data;
using TorchSharp;

namespace DrumClassification.Tests.Commands;

public sealed class TrainingOptionsTests
{
    [Fact]
    public void Threads_that_use_torch_later_have_the_number_that_was_asked_for()
    {
        int before = torch.get_num_threads();
        try
        {
            new TrainingSettings { Data = [], Recipe = "flagship", Split = SplitProtocol.Group, Seed = 1, Threads = before + 1 }.Begin();

            int seen = 0;
            Thread other = new(() => seen = torch.get_num_threads());
            other.Start();
            other.Join();
            Assert.Equal(before + 1, seen);
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }

    [Theory]
    [InlineData("--threads must be 1 or more", "train", "--data", "x", "--threads", "0")]
    [InlineData("Required argument missing", "train", "--data")]
    [InlineData("'--data' is required", "suspects")]
    [InlineData("--with-validation", "train", "--data", "x", "--with-test")]
    [InlineData("--folds must be 2 to 20", "suspects", "--data", "x", "--folds", "1")]
    [InlineData("--only-fold must be 1 to 4", "suspects", "--data", "x", "--only-fold", "5")]
    [InlineData("--per-class must be 1 to 30", "mels", "pictures", "--data", "x", "--per-class", "31")]
    [InlineData("--kits must be 1 to 9999", "synthesize", "x", "--kits", "0")]
    [InlineData("--mels is 0; it must be 1 to 512", "summary", "dwse", "--mels", "0")]
    [InlineData("Cannot parse argument 'many'", "summary", "dwse", "--frames", "many")]
    [InlineData("'none'", "evaluate", "m.onnx", "--data", "x", "--split", "none")]
    [InlineData("--subset is 'tets'; it must be train, validation, test or all. Did you mean 'test'?", "evaluate", "m.onnx", "--data", "x", "--subset", "tets")]
    [InlineData("--split is 'groups'; it must be random or group. Did you mean 'group'?", "train", "--data", "x", "--split", "groups")]
    [InlineData("--fold-by is 'pack'; it must be group or source.", "suspects", "--data", "x", "--fold-by", "pack")]
    [InlineData("--restart is 'no'; it must be true or false.", "train", "--data", "x", "--restart=no")]
    [InlineData("Unknown command 'dance'", "dance")]
    [InlineData("Unknown option '--fold'", "suspects", "--data", "x", "--fold", "2")]
    [InlineData("There is no recipe 'magic'", "train", "--data", "x", "--recipe", "magic")]
    [InlineData("There is no architecture 'nope'", "summary", "nope")]
    public async Task A_bad_argument_is_explained_on_the_standard_error_with_exit_code_2(string expected, params string[] arguments)
    {
        (int code, _, string error) = await DrumTrain.RunAsync(arguments);

        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Equal(2, code);
    }

    [Theory]
    [InlineData("train", "--help")]
    [InlineData("suspects", "--help")]
    [InlineData("--version")]
    public async Task Help_and_version_are_no_errors(params string[] arguments) => Assert.Equal(0, (await DrumTrain.RunAsync(arguments)).Code);
}

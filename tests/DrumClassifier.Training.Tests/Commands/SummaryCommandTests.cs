using DrumClassification.Training.Architectures;

namespace DrumClassification.Tests.Commands;

public sealed class SummaryCommandTests
{
    [Theory]
    [InlineData("basic", "16,873,478")]
    [InlineData("basic-bn", "16,873,926")]
    [InlineData("dwse", "294,084")]
    public async Task Every_layer_and_the_total_are_shown_on_lines_of_their_own(string name, string total)
    {
        (int code, string output, string error) = await DrumTrain.RunAsync("summary", name);

        Assert.Equal((0, ""), (code, error));
        string[] lines = output.Split('\n');
        foreach (LayerSummary row in ArchitectureCatalog.Get(name, 128, 128).Summary)
        {
            Assert.Contains(lines, line => line.Contains(row.Description, StringComparison.Ordinal) && line.Contains(row.Output.ToString(), StringComparison.Ordinal));
        }

        Assert.Contains(lines, line => line.Contains("Total", StringComparison.Ordinal) && line.Contains(total, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redirected_output_has_no_control_codes_and_cuts_nothing()
    {
        (_, string output, _) = await DrumTrain.RunAsync("summary", "dwse");

        Assert.DoesNotContain('\u001b', output);
        Assert.DoesNotContain('…', output);
        Assert.Contains(output.Split('\n'), line => line.Contains("Conv2d 128→128, 3×3, padding 1×1, groups 128    128 × 32 × 32        1,280       1,179,648", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Size_options_change_the_shapes()
    {
        (int code, string output, _) = await DrumTrain.RunAsync("summary", "dwse", "--mels", "40", "--frames", "61", "--classes", "3");

        Assert.Equal(0, code);
        Assert.Contains("32 × 40 × 61", output, StringComparison.Ordinal);
        Assert.Contains("Linear 128→3", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no architecture 'nope'. Use one of: basic", "nope")]
    [InlineData("needs 32768 values, but its input has 16384", "basic", "--mels", "64")]
    public async Task An_architecture_that_cannot_be_is_explained_on_the_standard_error_with_exit_code_2(string expected, params string[] arguments)
    {
        (int code, _, string error) = await DrumTrain.RunAsync(["summary", .. arguments]);

        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        (int code, string output, _) = await DrumTrain.RunAsync("--help");

        Assert.Equal(0, code);
        Assert.Contains("summary", output, StringComparison.Ordinal);
        Assert.Contains("exports them to ONNX", output, StringComparison.Ordinal);
    }
}

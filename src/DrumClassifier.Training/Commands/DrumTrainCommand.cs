using System.CommandLine;

namespace DrumClassification.Training.Commands;

/// <summary>The root command. Each subcommand is a file of its own beside this one and is added here by one line.</summary>
internal static class DrumTrainCommand
{
    public static RootCommand Create() => new("Trains drum one-shot classifiers on your own sounds and exports them to ONNX.")
    {
        PrepareCommand.Create(),
    };
}

using System.CommandLine;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Training.Commands;

/// <summary>The root command. Each subcommand is a file of its own beside this one and is added here by one line.</summary>
internal static class DrumTrainCommand
{
    // After Ctrl-C a command has this long to finish the step at hand and write its checkpoint.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        ["drumtrain"] =
        [
            "drumtrain train --data Sounds                              Sounds has a folder for each class",
            "drumtrain evaluate runs/NAME/model.onnx --data Sounds      how good it is on the test part",
            "drums classify Samples --model runs/NAME/model.onnx        use it",
        ],
        ["train"] =
        [
            "drumtrain train --data Sounds",
            "drumtrain train --data MySounds                            folders of any names are the classes",
            "drumtrain train --data MySounds --from embedded            begin with the model inside the library; best for a few hundred sounds",
            "drumtrain train --data Sounds --data More --out runs/both",
            "drumtrain train --data Sounds --without-source 'Pack A'     to be tried on Pack A afterwards",
        ],
        ["evaluate"] =
        [
            "drumtrain evaluate runs/NAME/model.onnx --data Sounds",
            "drumtrain evaluate runs/NAME/model.onnx --data Sounds --subset all --source 'Pack A'",
            "drumtrain evaluate runs/NAME/model.onnx --data Sounds --errors errors.csv",
        ],
        ["export"] = ["drumtrain export runs/NAME/model.onnx --waveform drums-waveform.onnx", "drumtrain export embedded --waveform drums-waveform.onnx"],
        ["quantize"] = ["drumtrain quantize runs/NAME/model.onnx --data Sounds --out small.onnx"],
        ["suspects"] = ["drumtrain suspects --data Sounds --out suspects.csv"],
        ["context"] =
        [
            "drumtrain suspects --data Sounds --folds 3 --fold-by source --folder runs/folds",
            "drumtrain context --data Sounds --folds runs/folds                                       what it is worth",
            "drumtrain context --data Sounds --folds runs/folds --model model.onnx --out together.onnx",
        ],
        ["teach-trial"] = ["drumtrain teach-trial --data kits --data packs --subset test", "drumtrain teach-trial --data kits --kinds rim,cowbell --shots 5 --keep-classes"],
        ["names"] = ["drumtrain names --data Packs --probabilities suspects-probabilities.csv"],
        ["synthesize"] = ["drumtrain synthesize Synthetic --kits 200"],
        ["recipe"] = ["drumtrain recipe flagship > mine.json", "drumtrain train --data Sounds --recipe mine.json"],
    };

    /// <summary>Parses the arguments and runs what they ask for.</summary>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandHost host)
    {
        CommandHost.Current = host;
        var runner = new CommandRunner("drumtrain", host.Streams, Examples) { TerminationTimeout = TerminationTimeout };
        int exitCode = await runner.RunAsync(Create(host), arguments).ConfigureAwait(false);
        if (exitCode == ExitCode.Interrupted)
        {
            host.Streams.Message("stopped");
        }

        return exitCode;
    }

    private static RootCommand Create(CommandHost host) => new("Trains drum one-shot classifiers on your own sounds and exports them to ONNX.")
    {
        SummaryCommand.Create(host),
        PrepareCommand.Create(),
        SynthesizeCommand.Create(),
        RecipeCommand.Create(),
        TrainCommand.Create(),
        EvaluateCommand.Create(),
        ExportCommand.Create(),
        QuantizeCommand.Create(),
        RobustnessCommand.Create(),
        SuspectsCommand.Create(),
        ContextCommand.Create(),
        TeachTrialCommand.Create(),
        NamesCommand.Create(),
        MelsCommand.Create(),
    };
}

using System.CommandLine;
using System.Globalization;
using DrumClassification.Modelling.Onnx.Format;
using DrumClassification.Modelling.Waveform;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Training.Fitting;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain export</c>: makes of a model one file for runtimes that have no front end of ours.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        Argument<string> model = new("model") { Description = $"An ONNX file that drumtrain has written; '{StartingPoint.EmbeddedName}' for the model inside the library." };
        Option<string> waveform = new("--waveform")
        {
            Description = "Write a model that takes samples and answers with probabilities: front end, network and calibration in one ONNX file, for any runtime. What it is lies beside it as JSON.",
            Required = true,
            HelpName = "OUT.onnx",
        };
        Command command = new("export", "Writes a model for Python, JavaScript and other runtimes.") { model, waveform };
        command.SetAction(parse => Run(parse.GetRequiredValue(model), parse.GetRequiredValue(waveform)));
        return command;
    }

    private static int Run(string nameOrFile, string output)
    {
        if (!Path.GetExtension(output).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            throw new WrongUseException($"--waveform is '{output}'; it must end with .onnx. What the model is goes into a file of the same name with .json.");
        }

        bool isEmbedded = nameOrFile == StartingPoint.EmbeddedName;
        if (!isEmbedded && Path.GetFullPath(nameOrFile) == Path.GetFullPath(output))
        {
            throw new WrongUseException($"--waveform names the model itself, '{nameOrFile}'. Give the new file another name.");
        }

        byte[] bytes = OnnxModelFile.ReadBytes(isEmbedded ? null : nameOrFile);
        using IDrumClassifier classifier = isEmbedded ? DrumClassifier.Create() : DrumClassifier.FromFile(nameOrFile);
        ModelManifest manifest = classifier.Model.Manifest;
        ModelProto made = WaveformModel.Create(bytes, manifest);
        string description = Path.ChangeExtension(output, ".json");
        OnnxModelFile.Write(made, output);
        AtomicFile.Write(description, WaveformDescription.Of(manifest).ToJson());
        CommandHost.WriteLine(CommandHost.Output, string.Create(
            CultureInfo.InvariantCulture,
            $"Wrote {output} ({new FileInfo(output).Length / 1e6:0.00} MB, operators of version {made.OpsetImport[0].Version}): float[batch, samples] at {manifest.FrontEnd.SampleRate} Hz in, probabilities of {manifest.Labels.Count} classes{(manifest.Kinds.Count > 0 ? $" and {manifest.Kinds.Count} kinds" : "")} out."));
        CommandHost.WriteLine(CommandHost.Output, $"Wrote {description} with the names, for runtimes that do not show a model's metadata.");
        return 0;
    }
}

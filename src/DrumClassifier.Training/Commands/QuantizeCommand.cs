using System.CommandLine;
using System.Globalization;
using DrumClassification.Modelling.Onnx.Format;
using DrumClassification.Modelling.Quantization;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Training.Data;
using DrumClassification.Training.Fitting;
using Google.Protobuf;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain quantize</c>: makes a model smaller and faster by computing with whole numbers of eight bits.</summary>
internal static class QuantizeCommand
{
    private const int MostSounds = 1024;

    public static Command Create()
    {
        Argument<string> model = new("model") { Description = $"An ONNX file that drumtrain has written; '{StartingPoint.EmbeddedName}' for the model inside the library." };
        Option<string[]> data = new("--data") { Description = "A data set whose training sounds show how large the values inside the network are; may be repeated.", Required = true, Arity = ArgumentArity.OneOrMore };
        Option<string> output = new("--out") { Description = "The quantized model, an ordinary model file.", Required = true, HelpName = "OUT.onnx" };
        Command command = new("quantize", "Writes a smaller, faster copy of a model that computes with whole numbers of eight bits.") { model, data, output };
        command.SetAction((parse, cancellationToken) => RunAsync(
            parse.GetRequiredValue(model), parse.GetRequiredValue(data), parse.GetRequiredValue(output), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string nameOrFile, string[] data, string output, CancellationToken cancellationToken)
    {
        bool isEmbedded = nameOrFile == StartingPoint.EmbeddedName;
        if (!isEmbedded && Path.GetFullPath(nameOrFile) == Path.GetFullPath(output))
        {
            throw new WrongUseException($"--out names the model itself, '{nameOrFile}'. Give the new file another name: the model is needed to train on from.");
        }

        byte[] bytes = OnnxModelFile.ReadBytes(isEmbedded ? null : nameOrFile);
        using IDrumClassifier classifier = isEmbedded ? DrumClassifier.Create() : DrumClassifier.FromFile(nameOrFile);
        ModelManifest manifest = classifier.Model.Manifest;
        ModelProto model = ModelProto.Parser.ParseFrom(bytes);
        IReadOnlyCollection<string> tensors = NetworkQuantizer.TensorsOf(model.Graph);
        SoundSelection selection = SoundSelection.Read(new SelectionArguments { Data = data, Split = SplitProtocol.Group, Subset = DataSplit.Train, Sources = [] });
        Sound[] sounds = Spread(selection.Sounds);
        ExtractedFeatures features = await CommandHost.WithProgressAsync(
            "Reading sounds",
            sounds.Length,
            onSound => Task.Run(() => FeatureExtractor.Extract(sounds, manifest.FrontEnd, onSound, cancellationToken), cancellationToken)).ConfigureAwait(false);
        IReadOnlyDictionary<string, ActivationRange> ranges = await CommandHost.WithProgressAsync(
            "Measuring the network",
            sounds.Length,
            onSound => Task.Run(
                () => ActivationRanges.Measure(model, tensors, features.Features, manifest.FrontEnd, onSound, cancellationToken), cancellationToken)).ConfigureAwait(false);
        model.Graph = NetworkQuantizer.Quantize(model.Graph, ranges);
        OnnxModelFile.Write(model, output);
        Report(nameOrFile, output, [bytes, model.ToByteArray()], features, manifest, data);
        return 0;
    }

    // Evenly over the data sets, in an order that does not depend on the machine.
    private static Sound[] Spread(IReadOnlyList<Sound> sounds)
    {
        int count = Math.Min(MostSounds, sounds.Count);
        return [.. Enumerable.Range(0, count).Select(i => sounds[(int)((long)i * sounds.Count / count)])];
    }

    private static void Report(string model, string output, byte[][] files, ExtractedFeatures features, ModelManifest manifest, string[] data)
    {
        int used = features.Rows.Count(row => row.Failure is null);
        Line($"Wrote {output}: {files[1].Length / 1e6:0.00} MB in place of {files[0].Length / 1e6:0.00} MB; ranges from {used} training sounds.");
        if (used >= NetworkTimer.BatchSize)
        {
            IReadOnlyList<double> times = NetworkTimer.Measure(files, features.Features, manifest.FrontEnd);
            Line($"The network takes {times[1]:0.000} ms a sound here in place of {times[0]:0.000} ({times[0] / times[1]:0.00} times as fast; one thread, batches of {NetworkTimer.BatchSize}).");
        }

        Line($"What it costs: drumtrain evaluate {(model == StartingPoint.EmbeddedName ? "MODEL.onnx" : model)} {output} {string.Join(' ', data.Select(set => $"--data {set}"))} --subset validation");

        static void Line(FormattableString text) => CommandHost.WriteLine(CommandHost.Output, text.ToString(CultureInfo.InvariantCulture));
    }
}

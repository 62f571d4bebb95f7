using DrumClassification.Modelling.Onnx.Format;

namespace DrumClassification.Modelling.Waveform;

/// <summary>
/// Makes of a model one that takes samples and gives what the library answers: front end, network, calibration and signal gate in one graph of
/// standard operators, for any runtime of ONNX.
/// </summary>
internal static class WaveformModel
{
    /// <summary>Name of the input: float[batch, samples].</summary>
    public const string InputName = "waveform";

    /// <summary>IR version of the operator set 13.</summary>
    private const long IrVersion = 7;

    /// <summary>How long a hit may sound, as the library's default has it.</summary>
    private static readonly TimeSpan LongestHit = new DrumClassifierOptions().MaxHitLength;

    /// <summary>Makes the model.</summary>
    /// <param name="file">The bytes of a model that the library reads.</param>
    /// <param name="manifest">What it says about itself.</param>
    /// <exception cref="InvalidModelException">Its front end depends on each sound's rate or length, or its network needs other operators.</exception>
    public static ModelProto Create(byte[] file, ModelManifest manifest)
    {
        CheckFrontEnd(manifest.FrontEnd);
        ModelProto model = ModelProto.Parser.ParseFrom(file);
        long version = NetworkOperators.FindVersion(model);
        GraphProto graph = model.Graph;
        string[] kept = manifest.Kinds.Count > 0
            ? [ModelManifest.LogitsName, ModelManifest.EmbeddingName, ModelManifest.KindsName]
            : [ModelManifest.LogitsName, ModelManifest.EmbeddingName];
        OnnxGraphCut.Keep(graph, kept);

        // Nodes stand in the order in which they can run: the front end comes before the network.
        NodeProto[] network = [.. graph.Node];
        string prefix = OnnxGraphCut.FreePrefix(graph, InputName);
        graph.Node.Clear();
        graph.Input.Clear();
        var builder = new OnnxGraphBuilder(graph);
        builder.AddInput(InputName, "samples");
        var scope = new GraphScope(builder, prefix);

        int rate = manifest.FrontEnd.SampleRate!.Value;
        var envelope = new EnvelopeGraph(WaveformInput.Create(scope.Existing(InputName), EnvelopeGraph.SampleMultiple(rate)), rate);
        GraphValue onset = AttackGraph.Find(envelope, manifest.FrontEnd.OnsetThresholdDecibels ?? SoundPreparer.DefaultOnsetDecibels);
        _ = FrontEndGraph.Create(envelope, onset, manifest.FrontEnd);
        graph.Node.AddRange(network);

        GraphValue logits = scope.Existing(OnnxGraphCut.TakeOutput(graph, ModelManifest.LogitsName, $"{prefix}.logits"));
        GraphValue isSilent = SignalGateGraph.IsSilent(envelope);
        GraphValue label = ResultGraph.AddClasses(
            builder, logits, manifest, isSilent, SignalGateGraph.IsTooLong(envelope, onset, LongestHit), SignalGateGraph.HasSeveralHits(envelope, onset));
        if (manifest.Kinds.Count > 0)
        {
            GraphValue scores = scope.Existing(OnnxGraphCut.TakeOutput(graph, ModelManifest.KindsName, $"{prefix}.kinds"));
            ResultGraph.AddKinds(builder, scores, manifest, label, isSilent);
        }

        model.IrVersion = Math.Max(IrVersion, version > NetworkOperators.Lowest ? model.IrVersion : IrVersion);
        model.OpsetImport.Clear();
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = version });
        OnnxModelFile.Describe(model, manifest, "drumtrain");
        model.MetadataProps.Add(new StringStringEntryProto { Key = WaveformDescription.MetadataKey, Value = WaveformDescription.Of(manifest).ToJson() });
        return model;
    }

    private static void CheckFrontEnd(FrontEndSettings settings)
    {
        string? fault = settings.SampleRate is null ? "has no sampleRate of its own, and so another graph for each rate"
            : settings.MaxSeconds is null ? "has no maxSeconds, and so no fixed number of frames"
            : settings.SignalGate != SignalGate.SingleHit ? "tells nothing from the signal (signalGate), which the graph always does"
            : settings.WindowLength % 2 != 0 || settings.LowBandWindowLength % 2 == 1 ? "has a window of odd length"
            : null;
        if (fault is not null)
        {
            throw new InvalidModelException($"No waveform model can be made of this one: its front end {fault}. Train with a recipe such as 'flagship'.");
        }
    }
}

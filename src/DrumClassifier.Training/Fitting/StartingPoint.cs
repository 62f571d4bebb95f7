using System.Security.Cryptography;
using DrumClassification.Modelling.Onnx.Format;
using DrumClassification.Modelling.Quantization;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Training.Architectures;
using DrumClassification.Training.Arithmetic;
using DrumClassification.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Fitting;

/// <summary>A trained model whose weights a training begins with (<c>drumtrain train --from</c>).</summary>
internal sealed class StartingPoint
{
    /// <summary>The name of the model inside the library.</summary>
    public const string EmbeddedName = "embedded";

    private const int LeastSteps = 600;
    private const int Epochs = 20;
    private const double RateShare = 0.25;
    private const int MostSounds = 256;
    private const string LayersPrefix = "layers.";

    private readonly Dictionary<string, TensorProto> _weights;
    private readonly ModelInfo _model;

    private StartingPoint(byte[] bytes, GraphProto graph, ModelInfo model)
    {
        _model = model;
        _weights = graph.Initializer.ToDictionary(weights => weights.Name);
        ContentHash = Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>SHA-256 of the model file, as lower-case hexadecimal digits.</summary>
    public string ContentHash { get; }

    /// <summary>Reads a model.</summary>
    /// <param name="nameOrFile"><see cref="EmbeddedName"/>, or the path of an ONNX file.</param>
    /// <exception cref="InvalidModelException">It cannot be read.</exception>
    public static StartingPoint Load(string nameOrFile)
    {
        byte[] bytes = OnnxModelFile.ReadBytes(nameOrFile == EmbeddedName ? null : nameOrFile);
        using IDrumClassifier classifier = nameOrFile == EmbeddedName ? DrumClassifier.Create() : DrumClassifier.FromFile(nameOrFile);
        GraphProto graph = ModelProto.Parser.ParseFrom(bytes).Graph;
        return NetworkQuantizer.IsQuantized(graph)
            ? throw new WrongUseException($"The model ({classifier.Model.Source}) cannot be gone on from: it is quantized, its weights are whole numbers. Name the model that it was made of.")
            : new StartingPoint(bytes, graph, classifier.Model);
    }

    /// <summary>The recipe for going on from the model: its architecture and front end; if the recipe is one of the trainer's own, also fewer and smaller steps.</summary>
    /// <param name="architecture">The architecture that was asked for; null for the model's.</param>
    /// <exception cref="WrongUseException">The architecture is another one, or one that the trainer does not know.</exception>
    public TrainingRecipe Adapt(TrainingRecipe recipe, string? architecture)
    {
        string own = _model.Provenance.Architecture;
        if (architecture is not null && architecture != own)
        {
            throw new WrongUseException($"--from starts with a network '{own}', so that --arch cannot be '{architecture}'. Leave --arch out.");
        }

        _ = ArchitectureCatalog.Get(own, _model.FrontEnd.MelBands, _model.FrontEnd.Frames);
        recipe = recipe with { Architecture = own, FrontEnd = _model.FrontEnd };
        return RecipeCatalog.Names.Contains(recipe.Name)
            ? recipe with { Epochs = Epochs, LearningRate = RateShare * recipe.LearningRate, LeastSteps = LeastSteps }
            : recipe;
    }

    /// <summary>
    /// Gives a network the model's weights; a last layer for other classes begins anew. Batch normalisations, which a model file has folded into the convolutions, are
    /// unfolded with the statistics of the sounds, so that the network computes what the model does, in training too.
    /// </summary>
    /// <param name="network">A network of the model's architecture, but for the last layer.</param>
    /// <param name="sounds">Sounds to take the statistics of.</param>
    /// <exception cref="WrongUseException">The model was made otherwise: a layer is missing in it.</exception>
    public void Load(Network network, TrainingSounds sounds)
    {
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        string head = $"{network.Architecture.Layers.Count - 1}_";
        foreach ((string name, Tensor value) in network.state_dict())
        {
            string key = OnnxName(name[LayersPrefix.Length..]);
            bool isHead = key.StartsWith(head, StringComparison.Ordinal);
            if (key.EndsWith(".num_batches_tracked", StringComparison.Ordinal))
            {
                continue;
            }

            if (Find(key) is { } found && found.Values.Length == value.numel())
            {
                value.copy_(tensor(found.Values).reshape(value.shape));
            }
            else if (NormalizationOf(key) is { } folded)
            {
                Unfold(key, value, folded);
            }
            else if (!isHead)
            {
                throw new WrongUseException($"The model ({_model.Source}) cannot be gone on from: it has no weights '{key}' of a network '{network.Architecture.Name}'.");
            }
        }

        Normalize(network, sounds);
    }

    private OnnxTensor? Find(string key) => _weights.GetValueOrDefault(key) is { } found ? Read(found) : null;

    /// <summary>What a model file calls weights that torch keeps under the name of a property.</summary>
    private static string OnnxName(string key) => key
        .Replace("<Body>k__BackingField", "body", StringComparison.Ordinal)
        .Replace("<Reduce>k__BackingField", "fc1", StringComparison.Ordinal)
        .Replace("<Expand>k__BackingField", "fc2", StringComparison.Ordinal)
        .Replace(".<Linear>k__BackingField.", ".", StringComparison.Ordinal)
        .Replace(".linear.", ".", StringComparison.Ordinal);

    /// <summary>The bias of the convolution before a batch normalisation, which holds what is left of it.</summary>
    private OnnxTensor? NormalizationOf(string key)
    {
        string[] path = key.Split('.');
        string[] parts = path[^2].Split('_');
        if (parts is not [var index, "bn"] || !int.TryParse(index, out int place))
        {
            return null;
        }

        string before = string.Concat(path[..^2].Select(part => $"{part}.")) + FormattableString.Invariant($"{place - 1}_");
        return _weights.Values.FirstOrDefault(weights => weights.Name.StartsWith(before, StringComparison.Ordinal) && weights.Name.EndsWith(".bias", StringComparison.Ordinal)) is { } bias
            ? Read(bias)
            : null;
    }

    /// <summary>A normalisation that only adds the bias: mean 0, variance 1.</summary>
    private static void Unfold(string key, Tensor value, OnnxTensor bias)
    {
        switch (key[(key.LastIndexOf('.') + 1)..])
        {
            case "weight": value.FillInPlace(Math.Sqrt(1 + BatchNormFolding.Epsilon)); break;
            case "bias": value.copy_(tensor(bias.Values)); break;
            case "running_mean": value.zero_(); break;
            default: value.FillInPlace(1); break;
        }
    }

    /// <summary>Replaces mean 0 and variance 1 by those of what really comes, without changing what the network computes.</summary>
    private static void Normalize(Network network, TrainingSounds sounds)
    {
        // A module that a property holds is listed under two names.
        TorchSharp.Modules.BatchNorm2d[] norms = [.. network.modules().OfType<TorchSharp.Modules.BatchNorm2d>().Distinct()];
        if (norms.Length == 0)
        {
            return;
        }

        bool wasTraining = network.training;
        network.eval();
        var hooks = norms.Select(norm => norm.register_forward_pre_hook((_, input) =>
        {
            Tensor mean = input.mean([0, 2, 3]);
            Tensor variance = input.var([0, 2, 3], unbiased: false);
            norm.bias!.PlusInPlace(mean);
            norm.weight!.copy_(variance.Plus(BatchNormFolding.Epsilon).sqrt());
            norm.running_mean!.copy_(mean);
            norm.running_var!.copy_(variance);
            return input;
        })).ToArray();
        int count = Math.Min(sounds.Count, MostSounds);
        float[] inputs = [.. Enumerable.Range(0, count).SelectMany(i => sounds.Clean((int)((long)i * sounds.Count / count)).ToArray())];
        network.call(tensor(inputs, count, 1, network.Architecture.MelBands, network.Architecture.Frames)).Dispose();
        foreach (var hook in hooks)
        {
            hook.remove();
        }

        network.train(wasTraining);
    }

    private OnnxTensor Read(TensorProto weights)
    {
        if (weights.DataType != (int)TensorProto.Types.DataType.Float || !weights.HasRawData)
        {
            throw new WrongUseException($"The model ({_model.Source}) cannot be gone on from: its weights '{weights.Name}' are no 32-bit floats as drumtrain writes them.");
        }

        return new OnnxTensor([.. weights.Dims], [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(weights.RawData.Span)]);
    }
}

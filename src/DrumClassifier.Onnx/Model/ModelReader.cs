using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>Reads a session's manifest and holds the graph to it.</summary>
internal static class ModelReader
{
    /// <summary>Longest embedding: each sound in a batch has room for one, whatever size the graph only claims.</summary>
    private const int MostEmbeddingValues = 1 << 16;

    /// <summary>The metadata key that holds the neighbour stage, as base64.</summary>
    public const string NeighboursKey = "drumclassifier.neighbours";

    /// <summary>The metadata key of models for other runtimes, which take samples: what such a file is, as JSON.</summary>
    public const string WaveformKey = "drumclassifier.waveform";

    /// <summary>The neighbour stage of a model; null if it has none. It is looked at when it is first used.</summary>
    public static string? FindNeighbours(InferenceSession session) => session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(NeighboursKey);

    /// <summary>What the model says about itself, checked against the graph's inputs and outputs.</summary>
    /// <exception cref="InvalidModelException">The manifest is absent, unreadable or contradicts the graph; the message says how.</exception>
    public static ModelInfo Read(InferenceSession session, ModelFile file)
    {
        // It has the manifest of the model that it was made of, which does not describe its own input.
        if (session.ModelMetadata.CustomMetadataMap.ContainsKey(WaveformKey))
        {
            throw file.Invalid(
                "it is a waveform model: it takes samples and has the front end inside, for runtimes other than this library, such as Python or a browser " +
                "(docs/runtimes.md says how to use it). Here use the model that it was exported from: the embedded one, or the file that was given to " +
                "`drumtrain export`");
        }

        if (!session.ModelMetadata.CustomMetadataMap.TryGetValue(ModelManifest.MetadataKey, out string? json))
        {
            throw file.Invalid(
                $"it has no metadata entry '{ModelManifest.MetadataKey}', so nothing says how sounds become its input. " +
                "Use a file that `drumtrain train` wrote");
        }

        ModelManifest manifest = ReadManifest(json, file);
        int mels = manifest.FrontEnd.MelBands;
        int frames = manifest.FrontEnd.Frames;

        if (session.InputMetadata.Count != 1)
        {
            throw file.Invalid($"it has {session.InputMetadata.Count} inputs; it must have one, '{ModelManifest.InputName}'");
        }

        CheckTensor(session.InputMetadata, "input", ModelManifest.InputName, file, [-1, 1, mels, frames], "[batch, 1, mel bands, frames]");
        CheckTensor(session.OutputMetadata, "output", ModelManifest.LogitsName, file, [-1, manifest.Labels.Count], "[batch, labels]");
        if (manifest.Kinds.Count > 0)
        {
            CheckTensor(session.OutputMetadata, "output", ModelManifest.KindsName, file, [-1, manifest.Kinds.Count], "[batch, kinds]");
        }

        int[] embedding = CheckTensor(session.OutputMetadata, "output", ModelManifest.EmbeddingName, file, [-1, 0], "[batch, embedding length]");

        if (embedding[1] > MostEmbeddingValues)
        {
            throw file.Invalid($"its output '{ModelManifest.EmbeddingName}' has {embedding[1]} values a sound; it may have {MostEmbeddingValues}");
        }

        return new ModelInfo(manifest, embedding[1], file.Source, file.Bytes.LongLength) { HasNeighbours = FindNeighbours(session) is not null };
    }

    private static ModelManifest ReadManifest(string json, ModelFile file)
    {
        try
        {
            return ModelManifest.FromJson(json);
        }
        catch (InvalidModelException exception)
        {
            throw file.Invalid(exception.Message.TrimEnd('.'), exception);
        }
    }

    /// <summary>In <paramref name="expected"/>, −1 is the batch and must be free; 0 stands for any fixed size.</summary>
    private static int[] CheckTensor(
        IReadOnlyDictionary<string, NodeMetadata> nodes, string kind, string name, ModelFile file, int[] expected, string meaning)
    {
        if (!nodes.TryGetValue(name, out NodeMetadata? node))
        {
            string there = nodes.Count == 0 ? "none" : string.Join(", ", nodes.Keys.Select(key => $"'{key}'"));
            throw file.Invalid($"it has no {kind} '{name}' (it has {there})");
        }

        if (node.OnnxValueType != OnnxValueType.ONNX_TYPE_TENSOR || node.ElementType != typeof(float))
        {
            throw file.Invalid($"its {kind} '{name}' is not a float32 tensor");
        }

        int[] dimensions = node.Dimensions;
        string shape = "[" + string.Join(", ", dimensions.Select(size => size < 0 ? "?" : size.ToString())) + "]";
        if (dimensions.Length != expected.Length)
        {
            throw file.Invalid($"its {kind} '{name}' has shape {shape}; it must be {meaning}");
        }

        for (int i = 0; i < expected.Length; i++)
        {
            if (expected[i] < 0 && dimensions[i] > 0)
            {
                throw file.Invalid($"its {kind} '{name}' has shape {shape}: the batch size must be free");
            }

            bool matches = expected[i] switch { < 0 => true, 0 => dimensions[i] > 0, _ => dimensions[i] == expected[i] };
            if (!matches)
            {
                string wanted = string.Join(", ", expected.Select(size => size switch { < 0 => "batch", 0 => "a fixed size", _ => size.ToString() }));
                throw file.Invalid($"its {kind} '{name}' has shape {shape}, but by its manifest it must be {meaning} = [{wanted}]");
            }
        }

        return dimensions;
    }
}

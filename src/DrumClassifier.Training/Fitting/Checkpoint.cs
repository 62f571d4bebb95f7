using System.Text.Json;
using DrumClassification.Training.Architectures;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Files;
using TorchSharp.Modules;

namespace DrumClassification.Training.Fitting;

/// <summary>What a training has reached after whole epochs.</summary>
internal sealed record TrainingProgress
{
    /// <summary>Identifies recipe, sounds and seed; another training must not go on from here.</summary>
    public required string Identity { get; init; }

    /// <summary>One entry a finished epoch.</summary>
    public required IReadOnlyList<EpochMetrics> Epochs { get; init; }

    /// <summary>The epoch whose weights are kept, from 1; 0 before the first.</summary>
    public int BestEpoch { get; init; }
}

/// <summary>
/// The file that a killed training goes on from: progress, weights, EMA and optimiser state. It is written whole to a file
/// beside it that then takes its place, so that a kill at any moment leaves the last or the new one.
/// </summary>
internal static class Checkpoint
{
    private const string Magic = "drumtrain checkpoint 1";

    public static void Save(string path, TrainingProgress progress, Network network, Network best, WeightEma? ema, OptimizerHelper optimizer) =>
        AtomicFile.Write(path, (Stream file) =>
        {
            using BinaryWriter writer = new(file);
            writer.Write(Magic);
            writer.Write(JsonSerializer.Serialize(progress, TrainingJson.Indented));
            network.save(writer);
            best.save(writer);
            ema?.Network.save(writer);
            optimizer.save_state_dict(writer);
        });

    /// <summary>Restores everything; null if there is no checkpoint.</summary>
    /// <exception cref="DrumClassifierException">The checkpoint is of another training, or unreadable.</exception>
    public static TrainingProgress? Load(
        string path, string identity, Network network, Network best, WeightEma? ema, OptimizerHelper optimizer)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using BinaryReader reader = new(File.OpenRead(path));
        TrainingProgress progress = ReadProgress(path, reader);
        if (progress.Identity != identity)
        {
            throw new DrumClassifierException(
                $"The checkpoint '{path}' belongs to a training with another recipe, other sounds or another seed. "
                + "Give this one another --out folder, or --restart to begin anew.");
        }

        network.load(reader);
        best.load(reader);
        ema?.Network.load(reader);
        optimizer.load_state_dict(reader);
        return progress;
    }

    private static TrainingProgress ReadProgress(string path, BinaryReader reader)
    {
        try
        {
            if (reader.ReadString() == Magic)
            {
                return JsonSerializer.Deserialize<TrainingProgress>(reader.ReadString(), TrainingJson.Indented)!;
            }
        }
        catch (Exception exception) when (exception is IOException or JsonException or FormatException)
        {
            throw new DrumClassifierException($"The checkpoint '{path}' cannot be read ({exception.Message}); --restart begins anew.", exception);
        }

        throw new DrumClassifierException($"'{path}' is no checkpoint of this program; --restart begins anew.");
    }
}

using DrumClassification.Library.Storage;

namespace DrumClassification.Cli.Index;

/// <summary>What the user has said of sounds, in the place of what a model says. Immutable; thread-safe.</summary>
internal sealed class Corrections
{
    private readonly Dictionary<string, Correction> _byHash;
    private readonly ModelInfo _model;

    private Corrections(Dictionary<string, Correction> byHash, ModelInfo model) => (_byHash, _model) = (byHash, model);

    /// <summary>How many there are.</summary>
    public int Count => _byHash.Count;

    /// <summary>Takes them from an index.</summary>
    /// <param name="database">The index.</param>
    /// <param name="model">What it does not know as a class or kind says nothing to a sort by its classes, and is passed over.</param>
    public static Corrections Of(LibraryDatabase database, ModelInfo model) => new(
        database.Corrections()
            .Where(correction => correction.Label is { } label ? model.Labels.Contains(label) : model.Kinds.Any(kind => kind.Name == correction.Kind && kind.Label is null))
            .ToDictionary(correction => Convert.ToHexString(correction.Hash), StringComparer.Ordinal),
        model);

    /// <summary>True if something was said of a content.</summary>
    /// <param name="hash">SHA-256 of its bytes.</param>
    public bool Has(byte[] hash) => _byHash.ContainsKey(Convert.ToHexString(hash));

    /// <summary>The answer for a sound.</summary>
    /// <param name="hash">SHA-256 of its bytes.</param>
    /// <param name="found">What the model says.</param>
    public Classification Apply(byte[] hash, Classification found) => _byHash.TryGetValue(Convert.ToHexString(hash), out Correction? said) ? Apply(said, found) : found;

    private Classification Apply(Correction said, Classification found)
    {
        if (said.Label is not { } label)
        {
            // Percussion that is none of the classes: the class stays unsure, the kind is sure.
            return found with { IsUncertain = true, Reason = UncertainReason.LowConfidence, Kind = new SoundKind(said.Kind!, null, 1, IsUncertain: false) };
        }

        SoundKind? kind = _model.Kinds.Any(known => known.Name == said.Kind && known.Label == label) ? new SoundKind(said.Kind!, label, 1, IsUncertain: false)
            : found.Kind is { } heard && heard.Label == label ? heard
            : null;
        return found with { Label = label, Confidence = 1, IsUncertain = false, Reason = UncertainReason.None, Kind = kind };
    }
}

using DrumClassification.Training.Files;

namespace DrumClassification.Training.Data;

/// <summary>How much of the training some sounds get: one line of a recipe's <c>dataWeights</c>. Several that fit a sound are multiplied.</summary>
internal sealed record DataWeight
{
    /// <summary>Name of the data set's folder; null for any. Default null.</summary>
    public string? Data { get; init; }

    /// <summary>A column of its manifest, such as <c>rendered</c>, <c>licence</c> or <c>source</c>; null for all of the data set. Default null.</summary>
    public string? Column { get; init; }

    /// <summary>What stands in that column, of any case; an asterisk at the end stands for anything. Default <c>*</c>: any text, but not none.</summary>
    public string Value { get; init; } = "*";

    /// <summary>How often such sounds are heard, beside 1 for the others; 0 leaves them out of the training. 0 to 100.</summary>
    public required double Weight { get; init; }

    /// <summary>True if the sound is one of those.</summary>
    public bool Fits(Sound sound)
    {
        return (Data is null || sound.DataSet.Equals(Data, StringComparison.OrdinalIgnoreCase)) && (Column is null || FitsValue(Text(sound, Column)));
    }

    public override string ToString() => string.Join(", ", ((string?[])[Data, Column is null ? null : $"{Column} = {Value}"]).OfType<string>().DefaultIfEmpty("all"));

    private bool FitsValue(string? text) =>
        text is not null
        && (Value.EndsWith('*') ? text.StartsWith(Value[..^1], StringComparison.OrdinalIgnoreCase) : text.Equals(Value, StringComparison.OrdinalIgnoreCase));

    private static string? Text(Sound sound, string column) => column switch
    {
        "label" => sound.Label,
        "fine" => sound.Fine,
        "source" => sound.Source,
        "group" => sound.Group,
        _ => sound.Columns.GetValueOrDefault(column),
    };
}

/// <summary>Gives sounds the weights that a recipe has for them.</summary>
internal static class DataWeights
{
    private const double Largest = 100;

    /// <summary>The same sounds with <see cref="Sound.Weight"/> set.</summary>
    /// <exception cref="DataSetException">A weight is out of its range.</exception>
    public static IReadOnlyList<Sound> Apply(IReadOnlyList<DataWeight> weights, IReadOnlyList<Sound> sounds)
    {
        if (weights.FirstOrDefault(rule => !(rule.Weight >= 0 && rule.Weight <= Largest)) is { } bad)
        {
            throw new DataSetException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The recipe's weight for {bad} is {bad.Weight}; it must be 0 to {Largest}."));
        }

        return weights.Count == 0 ? sounds
            : [.. sounds.Select(sound => sound with { Weight = weights.Where(rule => rule.Fits(sound)).Aggregate(1.0, (product, rule) => product * rule.Weight) })];
    }
}

using System.Globalization;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Duplicates;

/// <summary>What is listed of each file of a group.</summary>
internal static class DuplicateColumns
{
    /// <summary>The columns; the last two are empty where duplicates are only listed.</summary>
    public static Column<DuplicateFile>[] All { get; } =
    [
        new("group", file => file.Group, "group", Right: true),
        new("kind", file => file.KindName, "kind"),
        new("similarity", file => file.Similarity is { } value ? MathF.Round(value, 4) : null, "alike", file => file.Similarity is { } value ? Numbers.Percent(value) : "", Right: true),
        new("differenceDecibels", file => file.Difference is { } value ? MathF.Round(value, 2) : null),
        new("seconds", file => file.Sound is { } sound ? Math.Round(sound.Duration.TotalSeconds, 4) : null, "length", Length, Right: true),
        new("sampleRate", file => file.Sound?.Source.SampleRate, "quality", Quality, Right: true),
        new("peakDecibels", file => file.Sound is { } sound && float.IsFinite(sound.PeakDecibels) ? MathF.Round(sound.PeakDecibels, 1) : null, "level", Level, Right: true),
        new("label", file => file.Sound?.Classification.Label, "class", file => file.Sound?.Classification.Label ?? ""),
        new("path", file => file.Path, "file"),
        new("of", file => file.Of),
        new("format", file => file.Sound?.Source.Format),
        new("lossless", file => file.Sound?.Source.IsLossless),
        new("bitsPerSample", file => file.Sound?.Source.BitsPerSample),
        new("heardSeconds", file => file.Sound is { } sound ? Math.Round(sound.Heard.TotalSeconds, 4) : null),
        new("heardWhole", file => file.Sound?.IsWhole),
        new("action", file => file.Outcome?.Action),
        new("destination", file => file.Outcome?.Destination),
    ];

    private static string Length(DuplicateFile file) => file.Sound switch
    {
        null => "",
        { IsLengthUnknown: true } sound => string.Create(CultureInfo.InvariantCulture, $"over {sound.Heard.TotalSeconds:0.000} s"),
        { } sound => string.Create(CultureInfo.InvariantCulture, $"{sound.Duration.TotalSeconds:0.000} s"),
    };

    private static string Quality(DuplicateFile file)
    {
        if (file.Sound?.Source is not { } source)
        {
            return "";
        }

        string depth = !source.IsLossless ? "lossy" : source.BitsPerSample is { } bits ? $"{bits} bit" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{source.Format} {depth} {source.SampleRate / 1000.0:0.###} kHz");
    }

    private static string Level(DuplicateFile file) =>
        file.Sound is { } sound ? string.Create(CultureInfo.InvariantCulture, $"{sound.PeakDecibels:0.0} dB") : "";
}

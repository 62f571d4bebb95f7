using System.Text.Json;
using DrumClassification.Library.Storage;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Browse;

/// <summary>Sounds as the page gets them: nothing in a name moves a cursor or turns the direction of writing.</summary>
internal static class BrowseRows
{
    /// <summary>Makes a row.</summary>
    /// <param name="line">The sound.</param>
    /// <param name="similarity">How alike it is to the one that was asked about; null if none was.</param>
    /// <param name="note">Why it was found; null if nothing was looked for.</param>
    public static RowReply Of(SoundLine line, float? similarity, string? note) =>
        new(line.Id, Printable.Of(Path.GetFileName(line.Path)), Printable.Of(Path.GetDirectoryName(line.Path) ?? ""), line.State)
        {
            Seconds = line.Heard is { } heard ? Math.Round(heard.TotalSeconds, 3) : null,
            Rate = line.Rate,
            Channels = line.Channels,
            Format = line.Format,
            Group = line.Group,
            Kind = line.Kind,
            KindUncertain = line.IsKindUncertain && line.Kind == line.HeardKind,
            Heard = line.Label,
            Confidence = Rounded(line.Confidence),
            Instead = line.Reason switch
            {
                UncertainReason.Silent => "silent",
                UncertainReason.SeveralHits => "several hits",
                UncertainReason.TooLong => "too long",
                _ => null,
            },
            Probabilities = line.Probabilities is { } all ? [.. all.Select(one => MathF.Round(one, 4))] : null,
            Wave = line.Waveform,
            Error = line.Error is { } error ? Printable.Of(error) : null,
            Warnings = line.Warnings is { } warnings and not "[]" ? Printable.Of(string.Join(' ', JsonDocument.Parse(warnings).RootElement.EnumerateArray())) : null,
            Loudness = line.Loudness is { } loudness && float.IsFinite(loudness) ? Math.Round(loudness, 1) : null,
            Similarity = Rounded(similarity),
            Note = note,
        };

    private static double? Rounded(float? share) => share is { } value ? Math.Round(value, 4) : null;
}

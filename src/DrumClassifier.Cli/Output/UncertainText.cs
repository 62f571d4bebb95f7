using System.Text.Json;

namespace DrumClassification.Cli.Output;

/// <summary>Why a sound is uncertain, for people and for programs.</summary>
internal static class UncertainText
{
    /// <summary>"lowConfidence", "silent", "severalHits", "tooLong"; null where the model is sure or was not asked.</summary>
    public static string? Name(Classification? found) =>
        found is null || found.Reason == UncertainReason.None ? null : JsonNamingPolicy.CamelCase.ConvertName(found.Reason.ToString());

    /// <summary>In a few words what it is instead of a single hit; null where it may be one.</summary>
    public static string? Words(Classification found) => found.Reason switch
    {
        UncertainReason.Silent => "silent",
        UncertainReason.SeveralHits => "several hits",
        UncertainReason.TooLong => "too long",
        _ => null,
    };

    /// <summary>"true" or "false"; empty where nothing was found.</summary>
    public static string Flag(Classification? found) => found is null ? "" : found.IsUncertain ? "true" : "false";

    /// <summary>All warnings in one field.</summary>
    public static string Warnings(Classification? found) => CsvText.Of(found is null ? null : string.Join(' ', found.Warnings));
}

using System.Text.Json;

namespace DrumClassification.Cli.Results;

/// <summary>Why a sound is uncertain, for people and for programs.</summary>
internal static class UncertainText
{
    /// <summary>"lowConfidence", "silent", "severalHits", "tooLong"; null if the model is sure or was not asked.</summary>
    public static string? Name(Classification? found) =>
        found is null || found.Reason == UncertainReason.None ? null : JsonNamingPolicy.CamelCase.ConvertName(found.Reason.ToString());

    /// <summary>In a few words what it is instead of a single hit; null if it may be one.</summary>
    public static string? Words(Classification found) => found.Reason switch
    {
        UncertainReason.Silent => "silent",
        UncertainReason.SeveralHits => "several hits",
        UncertainReason.TooLong => "too long",
        _ => null,
    };
}

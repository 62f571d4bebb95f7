using System.Globalization;

namespace DrumClassification;

/// <summary>A number with what it counts, for messages.</summary>
internal static class Plural
{
    /// <summary>"1 byte", "2 bytes".</summary>
    /// <param name="number">How many.</param>
    /// <param name="noun">What, in the singular, of the nouns that take an s.</param>
    public static string Of(long number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}

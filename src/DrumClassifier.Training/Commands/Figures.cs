using System.Globalization;

namespace DrumClassification.Training.Commands;

/// <summary>How the commands' tables write numbers.</summary>
internal static class Figures
{
    /// <summary>Three decimals.</summary>
    public static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A share of 0 … 1 in percent with one decimal; a dash if there is none.</summary>
    public static string Percent(double? share) => share is { } value ? string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.0} %") : "–";
}

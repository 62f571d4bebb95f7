namespace DrumClassification.Cli.Output;

/// <summary>One column of a list of records.</summary>
/// <param name="Name">Its name in JSON and CSV.</param>
/// <param name="Value">A string, number or Boolean, or null where there is none.</param>
/// <param name="Heading">Its heading in the table; null leaves it out there.</param>
/// <param name="Text">What the table shows; null shows the value.</param>
/// <param name="Right">True aligns the table's column to the right.</param>
internal sealed record Column<T>(
    string Name, Func<T, object?> Value, string? Heading = null, Func<T, string>? Text = null, bool Right = false);

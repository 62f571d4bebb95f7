namespace DrumClassification.Tooling.Terminal;

/// <summary>A question to whoever sits at the terminal.</summary>
internal static class Question
{
    /// <summary>Asks; anything but a clear yes is a no.</summary>
    /// <returns>Null if input or messages do not come from and go to a terminal.</returns>
    public static bool? Ask(string question)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            return null;
        }

        Console.Error.Write($"{question} [y/N] ");
        return Console.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}

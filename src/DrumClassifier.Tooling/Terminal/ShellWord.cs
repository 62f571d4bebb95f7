namespace DrumClassification.Tooling.Terminal;

/// <summary>Paths as they have to be typed, so that a command in a message can be copied.</summary>
internal static class ShellWord
{
    /// <summary>The path, in quotes where a shell would take it apart.</summary>
    public static string Of(string path)
    {
        if (path.Length > 0 && path[0] != '-' && path.All(c => char.IsAsciiLetterOrDigit(c) || "/\\:._-".Contains(c, StringComparison.Ordinal)))
        {
            return path;
        }

        if (Printable.IsNeeded(path) && !OperatingSystem.IsWindows())
        {
            // What bash, zsh and ksh (and POSIX since 2024) read back as the same bytes.
            return $"$'{string.Concat(path.Select(c => c is '\'' or '\\' ? $"\\{c}" : Printable.Of(c.ToString())))}'";
        }

        return OperatingSystem.IsWindows() ? $"\"{path}\"" : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }
}

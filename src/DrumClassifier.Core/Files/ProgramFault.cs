namespace DrumClassification;

/// <summary>
/// Tells failures of the program's own parts from those of the file it was looking at: an assembly that cannot be loaded, because it is
/// missing or because the process may open no more files, comes as the same <see cref="FileNotFoundException"/>.
/// </summary>
internal static class ProgramFault
{
    /// <summary>True if the next file would fail in the same way.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        // Its name is that of an assembly with its version then, not a path.
        FileNotFoundException missing => IsAssembly(missing.FileName),
        FileLoadException broken => IsAssembly(broken.FileName),
        BadImageFormatException or TypeInitializationException or TypeLoadException => true,
        _ => false,
    };

    private static bool IsAssembly(string? fileName) => fileName?.Contains(", Version=", StringComparison.Ordinal) == true;
}

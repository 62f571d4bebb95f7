using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>Words for a native ONNX Runtime that does not load: the cause and the cure, in one line.</summary>
internal static class NativeLibraryFault
{
    private const string NotThere = "No such file or directory";

    /// <summary>What to tell of an exception that comes from loading the library; null if it is about something else.</summary>
    public static string? Of(Exception exception)
    {
        // The first use fails inside a static constructor of ONNX Runtime's, and so does every later one.
        Exception cause = exception;
        while (cause is TypeInitializationException { InnerException: not null })
        {
            cause = cause.InnerException;
        }

        return cause switch
        {
            DllNotFoundException => Sentence(NotFound(cause.Message)),
            EntryPointNotFoundException => Sentence("another library of its name was loaded in its place, or one of another version"),
            BadImageFormatException => Sentence($"it is not made for this machine, or damaged: {OneLine(cause.Message)}"),
            _ when cause != exception => Sentence(OneLine(cause.Message)),
            _ => null,
        };
    }

    /// <summary>What to tell of a library that must not be loaded at all.</summary>
    public static string CutShort(string path) => Sentence($"'{path}' is cut short");

    /// <summary>The runtime's message has a line for each place where it looked, and most of them say only that nothing is there.</summary>
    private static string NotFound(string message)
    {
        if (NativeLibraryFile.Find() is string path && NativeLibraryFile.FindFault(path) is string fault)
        {
            return $"'{path}' {fault}";
        }

        // What is left of the first line is general advice.
        string[] lines = [.. message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)];
        string? telling = lines.FirstOrDefault(line => !line.Contains(NotThere, StringComparison.Ordinal))
            ?? lines.FirstOrDefault(line => !line.Split(':')[0].Contains("onnxruntime", StringComparison.Ordinal));
        return telling is not null ? OneLine(telling)
            : lines.Length > 0 ? $"it is not beside the app ({AppContext.BaseDirectory}), nor where the system keeps libraries"
            : OneLine(message);
    }

    private static string Sentence(string cause) =>
        $"ONNX Runtime's native library cannot be loaded: {cause.TrimEnd('.')}. {Cure(cause)}";

    private static string Cure(string cause) =>
        cause.Contains("GLIBC", StringComparison.Ordinal) || cause.Contains("CXXABI", StringComparison.Ordinal)
            ? "It needs a newer C or C++ library than this system has: use a newer release of the system."
        : cause.Contains(NotThere, StringComparison.Ordinal)
            ? "It needs that library: install it with the system's package manager (libstdc++ is libstdc++6 on Debian and Ubuntu)."
        : "It comes from the package Microsoft.ML.OnnxRuntime or Microsoft.ML.OnnxRuntime.Gpu, which has builds for Windows, macOS on ARM, and Linux with glibc: "
          + $"install, build or publish the app again, for this machine's kind ({RuntimeInformation.RuntimeIdentifier}).";

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

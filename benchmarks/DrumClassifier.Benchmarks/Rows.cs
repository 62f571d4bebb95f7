using System.Collections.Concurrent;

namespace DrumClassification.Benchmarks;

/// <summary>Why rows could not be measured; all benchmarks run in this process.</summary>
internal static class Rows
{
    private static readonly ConcurrentDictionary<string, string> Reasons = new();

    /// <summary>Runs a row's set-up and remembers why it failed; the failure goes on, so that the row has no figure.</summary>
    /// <param name="benchmark">The benchmark; its declared class counts, because what runs is derived from it.</param>
    /// <param name="setup">The set-up.</param>
    /// <param name="parameters">Names and values of its parameters, in turn.</param>
    public static void Guard<T>(T benchmark, Action setup, params object[] parameters)
        where T : class
    {
        try
        {
            setup();
        }
        catch (Exception exception) when (exception is UnavailableException or ProviderUnavailableException)
        {
            Reasons[Key(typeof(T).Name, parameters.Chunk(2).Select(pair => $"{pair[0]}={pair[1]}"))] = exception.Message;
            throw;
        }
    }

    /// <summary>The reason of a row; null where there is none.</summary>
    public static string? Reason(string benchmark, IEnumerable<string> parameters) => Reasons.GetValueOrDefault(Key(benchmark, parameters));

    private static string Key(string benchmark, IEnumerable<string> parameters) => $"{benchmark}({string.Join(", ", parameters.Order(StringComparer.Ordinal))})";
}

using System.Globalization;
using System.Text.Json.Serialization;

namespace DrumClassification.Benchmarks.Reporting;

/// <summary>The figures of one set of rows on one machine.</summary>
/// <param name="Benchmark">Name of the set.</param>
/// <param name="Machine">What it ran on.</param>
/// <param name="Command">What was typed.</param>
/// <param name="Rows">The rows.</param>
internal sealed record BenchmarkReport(string Benchmark, MachineDescription Machine, string Command, IReadOnlyList<BenchmarkRow> Rows);

/// <summary>What a report was made on.</summary>
/// <param name="Name">Short, for folders and headings.</param>
/// <param name="Processor">Its name and number of cores.</param>
/// <param name="System">Operating system.</param>
/// <param name="Runtime">.NET.</param>
/// <param name="OnnxRuntime">Package and version.</param>
/// <param name="Date">When, UTC.</param>
/// <param name="Gpu">The GPU and its driver; null without ONNX Runtime's GPU package.</param>
internal sealed record MachineDescription(
    string Name, string Processor, string System, string Runtime, string OnnxRuntime, string Date, string? Gpu = null);

/// <summary>One row.</summary>
/// <param name="Method">What was measured.</param>
/// <param name="Parameters">With which parameters.</param>
/// <param name="MedianMicroseconds">Median of the iterations; null where it could not be measured.</param>
/// <param name="MinMicroseconds">The fastest iteration.</param>
/// <param name="StandardDeviationMicroseconds">Spread of the iterations.</param>
/// <param name="AllocatedBytes">Managed memory of one operation.</param>
/// <param name="Unavailable">Why it could not be measured.</param>
internal sealed record BenchmarkRow(
    string Method,
    IReadOnlyDictionary<string, string> Parameters,
    double? MedianMicroseconds,
    double? MinMicroseconds = null,
    double? StandardDeviationMicroseconds = null,
    long? AllocatedBytes = null,
    string? Unavailable = null)
{
    /// <summary>How many sounds one operation takes.</summary>
    [JsonIgnore]
    public int Sounds => int.Parse(Parameters.GetValueOrDefault("Batch") ?? Parameters.GetValueOrDefault("Files") ?? "1", CultureInfo.InvariantCulture);
}

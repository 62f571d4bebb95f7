using System.Globalization;
using System.Runtime.InteropServices;

namespace DrumClassification.Training.Evaluation;

/// <summary>The machine that measured something: enough to judge times by, nothing that identifies it.</summary>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Processor">Model of the CPU, as the system names it.</param>
/// <param name="LogicalCores">Processors that this process may use.</param>
/// <param name="MemoryGiB">Memory that this process may use, in GiB.</param>
/// <param name="Runtime">Version of .NET.</param>
/// <param name="Device">Where the network ran: "cpu" or the name of the GPU.</param>
internal sealed record MachineDescription(
    string OperatingSystem, string Processor, int LogicalCores, double MemoryGiB, string Runtime, string Device)
{
    /// <summary>Describes this machine.</summary>
    public static MachineDescription Current(string device = "cpu") => new(
        RuntimeInformation.OSDescription,
        Cpu(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30), 1),
        RuntimeInformation.FrameworkDescription,
        device);

    private static string Cpu()
    {
        const string Linux = "/proc/cpuinfo";
        string? model = null;
        try
        {
            model = File.Exists(Linux)
                ? File.ReadLines(Linux).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
                : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        }
        catch (IOException)
        {
            // The architecture alone must do.
        }

        return string.Create(CultureInfo.InvariantCulture, $"{model ?? "unknown"} ({RuntimeInformation.ProcessArchitecture})");
    }
}

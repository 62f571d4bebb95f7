using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DrumClassification.Benchmarks.Reporting;

/// <summary>Reports on disk: benchmarks/results/MACHINE/BENCHMARK.json.</summary>
internal static partial class ReportFile
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The folder with a folder for each machine.</summary>
    public static string Folder => Path.Combine(Repository, "benchmarks", "results");

    /// <summary>The checkout.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Whether this program was built with ONNX Runtime's GPU package.</summary>
    public static bool ForGpu => Metadata("OnnxRuntimePackage") == "Gpu";

    /// <summary>Replaces the report of that name on this machine.</summary>
    public static void Save(BenchmarkReport report)
    {
        string folder = Path.Combine(Folder, report.Machine.Name);
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, report.Benchmark + ".json");
        File.WriteAllText(path, JsonSerializer.Serialize(report, Json) + "\n");
        Console.WriteLine($"// report: {Path.GetRelativePath(Repository, path)}");
    }

    /// <summary>All reports, by machine.</summary>
    public static ILookup<string, BenchmarkReport> ReadAll() =>
        Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => JsonSerializer.Deserialize<BenchmarkReport>(File.ReadAllText(path), Json)!)
            .ToLookup(report => report.Machine.Name);

    /// <summary>This machine.</summary>
    public static MachineDescription DescribeMachine()
    {
        string processor = ProcessorName();
        int cores = Environment.ProcessorCount;
        string package = ForGpu ? "Microsoft.ML.OnnxRuntime.Gpu" : "Microsoft.ML.OnnxRuntime";
        return new MachineDescription(
            NotWord().Replace($"{processor} {cores} cores".ToLowerInvariant(), "-").Trim('-'),
            $"{processor}, {cores} cores, {RuntimeInformation.ProcessArchitecture}, vectors of {System.Numerics.Vector<byte>.Count * 8} bits",
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            $"{package} {Metadata("OnnxRuntimeVersion")}",
            DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ForGpu ? GpuName() : null);
    }

    /// <summary>Name and driver, as the driver's own program prints them; null where there is none.</summary>
    private static string? GpuName()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("nvidia-smi", ["--query-gpu=name,driver_version", "--format=csv,noheader"])
            {
                RedirectStandardOutput = true,
            })!;
            string? first = process.StandardOutput.ReadLine();
            process.WaitForExit();
            return process.ExitCode == 0 && first is not null ? first.Replace(", ", ", driver ", StringComparison.Ordinal) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static string ProcessorName()
    {
        const string Linux = "/proc/cpuinfo";
        string? line = File.Exists(Linux) ? File.ReadLines(Linux).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
    }

    private static string Metadata(string key) =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private static string FindRepository()
    {
        foreach (string start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            DirectoryInfo? folder = new(start);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DrumClassifier.sln")))
            {
                folder = folder.Parent;
            }

            if (folder is not null)
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The benchmarks run inside the checkout, where their reports go.");
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotWord();
}

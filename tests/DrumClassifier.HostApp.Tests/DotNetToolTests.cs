using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Text.Json;

namespace DrumClassification.Tests;

/// <summary>The command as its user gets it: installed with <c>dotnet tool install</c> from a feed, and run by its name.</summary>
public sealed class DotNetToolTests(PackedPackages packages)
{
    [Fact]
    public void It_carries_the_native_library_for_desktops_and_servers_and_not_for_phones()
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(packages.Feed, $"DrumClassifier.Cli.any.{packages.Version}.nupkg"));
        string[] runtimes = [.. package.Entries.Select(entry => entry.FullName.Split("/runtimes/")).Where(parts => parts.Length == 2).Select(parts => parts[1].Split('/')[0]).Distinct()];
        foreach (string runtime in new[] { "linux-x64", "osx-arm64", "win-x64" })
        {
            Assert.Contains(runtime, runtimes);
        }

        Assert.DoesNotContain("ios", runtimes);
        Assert.DoesNotContain("android", runtimes);
    }

    [Fact]
    public void The_package_for_this_machine_is_compiled_ahead_of_time_and_carries_one_native_library()
    {
        string name = $"DrumClassifier.Cli.{PackedPackages.PortableRuntimeIdentifier}.{packages.Version}.nupkg";
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(packages.Feed, name));
        ZipArchiveEntry program = Assert.Single(package.Entries, entry => entry.Name == "drums.dll");
        using MemoryStream bytes = new();
        using (Stream content = program.Open())
        {
            content.CopyTo(bytes);
        }

        // What the two programs share is a package of its own nowhere.
        Assert.Single(package.Entries, entry => entry.Name == "DrumClassifier.Tooling.dll");
        Assert.DoesNotContain(Directory.GetFiles(packages.Feed), file => Path.GetFileName(file).StartsWith("DrumClassifier.Tooling", StringComparison.Ordinal));

        bytes.Position = 0;
        using PEReader image = new(bytes);
        Assert.NotEqual(0, image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
        Assert.DoesNotContain(package.Entries, entry => entry.FullName.Contains("/runtimes/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_tool_installs_from_the_feed_classifies_a_sound_and_writes_its_report()
    {
        InstalledTool drums = await InstalledTool.InstallAsync("DrumClassifier.Cli", "drums", packages.Hosts, packages.Feed, packages.Version);
        Assert.StartsWith(packages.Version, await RunAsync("--version"), StringComparison.Ordinal);

        string sound = Path.Combine(packages.Hosts, "sound.wav");
        WavWriter.Write(sound, Tones.Decaying(60, 44100, 0.4), 44100);
        string report = Path.Combine(packages.Hosts, "report.html");
        string line = await RunAsync("classify", sound, "--format", "json", "--report", report);
        Assert.Equal(DrumClassifier.Classify(sound).Label, JsonDocument.Parse(line).RootElement.GetProperty("label").GetString());
        Assert.Contains("sound.wav", await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("kick, hat, snare", await RunAsync("info"), StringComparison.Ordinal);

        Task<string> RunAsync(params string[] arguments) => drums.RunAsync(packages.Hosts, arguments);
    }
}

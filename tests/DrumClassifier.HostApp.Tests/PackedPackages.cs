using System.Reflection;

[assembly: AssemblyFixture(typeof(DrumClassification.Tests.PackedPackages))]

namespace DrumClassification.Tests;

/// <summary>
/// The packages, packed once into a temporary feed under a version that no cache has seen, and a folder for host apps whose
/// NuGet settings know that feed. Everything is built and kept in one temporary folder and deleted with it.
/// </summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The packages' version.</summary>
    public string Version { get; } = $"0.0.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}";

    /// <summary>The folder with the .nupkg and .snupkg files.</summary>
    public string Feed => _folder["feed"];

    /// <summary>The folder for host apps: outside the checkout.</summary>
    public string Hosts => _folder["hosts"];

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Feed);
        Directory.CreateDirectory(Hosts);

        // All at once, and in an artifacts folder of their own, so that no binary changes under the other tests.
        await DotNet.MustRunAsync(
            RepositoryFolder.Path,
            "pack",
            Path.Combine("eng", "Packages.slnf"),
            "--output",
            Feed,
            $"-p:Version={Version}",
            $"-p:ArtifactsPath={_folder["artifacts"]}",
            "-nodeReuse:false",
            "-v:quiet",

            // Of the same code, which the build has analyzed.
            "-p:RunAnalyzers=false");

        // Ours come from the feed into a private folder; the others are read where this build found them.
        await File.WriteAllTextAsync(Path.Combine(Hosts, "nuget.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{_folder["packages"]}" />
              </config>
              <packageSources>
                <clear />
                <add key="feed" value="{Feed}" />
              </packageSources>
              <fallbackPackageFolders>
                <clear />
                <add key="build" value="{MachinePackages}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The kind of machine that the SDK packs the tool for, such as linux-x64.</summary>
    public static string PortableRuntimeIdentifier => Metadata(nameof(PortableRuntimeIdentifier));

    private static string MachinePackages => Metadata("NuGetPackageRoot");

    private static string Metadata(string key) =>
        typeof(PackedPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}

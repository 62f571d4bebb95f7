using System.Diagnostics;

namespace DrumClassification.Tests;

/// <summary>The one-file build of the command, on a machine that has nothing of .NET.</summary>
public sealed class SelfContainedTests
{
    [Fact]
    public async Task One_file_runs_in_a_root_file_system_with_nothing_but_the_system_libraries_that_it_names()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "an empty root file system is made with chroot and mount, as root");
        using TemporaryFolder folder = new();
        string output = await RunAsync("publish.sh", folder["out"], PackedPackages.PortableRuntimeIdentifier);
        Assert.Matches($"(?m)^{PackedPackages.PortableRuntimeIdentifier}: [0-9]+ MB$", output.ReplaceLineEndings("\n"));

        string[] files = [.. Directory.GetFiles(folder[$"out/{PackedPackages.PortableRuntimeIdentifier}"]).Select(file => Path.GetFileName(file)!)];
        Assert.Equal(["drums"], files);
        string said = await RunAsync("check-empty-root.sh", folder[$"out/{PackedPackages.PortableRuntimeIdentifier}/drums"], "info");
        Assert.DoesNotContain("libcoreclr", said, StringComparison.Ordinal);
        Assert.Matches("(?m)^needs: .*libc\\.so", said.ReplaceLineEndings("\n"));
        Assert.Contains("kick, hat, snare", said, StringComparison.Ordinal);

        async Task<string> RunAsync(string script, params string[] arguments)
        {
            ProcessStartInfo start = DotNet.StartInfo("bash", RepositoryFolder.Path, [Path.Combine("eng", script), .. arguments]);
            start.Environment["DRUMS_PUBLISH_FLAGS"] = $"-p:ArtifactsPath={folder["artifacts"]}";
            return await DotNet.MustFinishAsync(start);
        }
    }
}

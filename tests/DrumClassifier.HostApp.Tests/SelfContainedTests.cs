using System.Diagnostics;

namespace DrumClassification.Tests;

/// <summary>The one-file build of the command, made by its script and used where nothing of .NET is.</summary>
public sealed class SelfContainedTests
{
    /// <summary>What the file asks of the system, by the names of libraries; the loader's name is the processor's own.</summary>
    private static readonly string[] SystemLibraries =
        ["libc.so.6", "libcrypto.so.3", "libdl.so.2", "libgcc_s.so.1", "libm.so.6", "libpthread.so.0", "librt.so.1", "libssl.so.3", "libstdc++.so.6"];

    [Fact]
    public async Task One_file_classifies_sorts_and_undoes_in_a_root_file_system_without_dotnet()
    {
        ReleaseOnly.SkipUnlessAskedFor("compiling everything ahead of time takes minutes, and .NET's runtime is downloaded the first time");
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the root file system is one of Linux");
        (int cannot, _, string why) = await DotNet.RunProgramAsync("unshare", "/", "--net", "--mount", "--pid", "--fork", "true");
        Assert.SkipUnless(cannot == 0, $"a root file system of its own needs root and namespaces: {why.Trim()}");

        using TemporaryFolder folder = new();
        string rid = PackedPackages.PortableRuntimeIdentifier;
        string built = await RunAsync("publish-drums.sh", folder["out"], rid);
        Assert.Matches($"(?m)^{rid}: [0-9]+ MB, [0-9]+ MB as .gz$", built.ReplaceLineEndings("\n"));
        Assert.Equal(["drums"], Directory.GetFiles(folder[$"out/{rid}"]).Select(file => Path.GetFileName(file)));

        string said = await RunAsync("check-empty-root.sh", folder[$"out/{rid}/drums"]);
        TestContext.Current.SendDiagnosticMessage(built + said);
        string[] lines = said.ReplaceLineEndings("\n").Split('\n');
        string libraries = Assert.Single(lines, line => line.StartsWith("libraries: ", StringComparison.Ordinal));
        Assert.Equal(SystemLibraries, libraries.Split(' ')[1..].Where(name => !name.StartsWith("ld-linux", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("33 files put back", said, StringComparison.Ordinal);
        Assert.Contains("all sounds are back", lines);

        async Task<string> RunAsync(string script, params string[] arguments)
        {
            ProcessStartInfo start = DotNet.StartInfo("bash", RepositoryFolder.Path, [Path.Combine("eng", script), .. arguments]);

            // An artifacts folder of its own, so that no binary changes under the other tests.
            start.Environment["DRUMS_PUBLISH_FLAGS"] = $"-p:ArtifactsPath={folder["artifacts"]}";
            (int exitCode, string output, string error) = await DotNet.RunAsync(start);
            Assert.True(exitCode == 0, $"{script} ended with {exitCode}:\n{output}\n{error}");
            return output;
        }
    }
}

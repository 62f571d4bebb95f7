using System.Runtime.InteropServices;

namespace DrumClassification.Tests;

/// <summary>The same host app, trimmed and compiled ahead of time.</summary>
public sealed class PublishedAppTests(PackedPackages packages)
{
    [Theory]
    [InlineData("Trimmed", "-p:PublishTrimmed=true", "--self-contained")]
    [InlineData("Native", "-p:PublishAot=true", "-p:StripSymbols=false")]
    public async Task A_published_app_gives_the_same_labels_and_the_library_no_warnings(string name, params string[] how)
    {
        Assert.SkipUnless(
            name != "Native" || await HasLinkerAsync(), "Native AOT links with clang or gcc, and neither is here (apt-get install clang)");
        string host = await HostApp.CreateAsync(packages, name);
        string output = Path.Combine(host, "out");

        string printed = await DotNet.MustRunAsync(
            host,
            [
                "publish", "--runtime", RuntimeInformation.RuntimeIdentifier, "--output", output, .. how,
                "-p:InvariantGlobalization=true", "-p:TrimmerSingleWarn=false", "-p:DisableTransitiveFrameworkReferenceDownloads=true", "-nodeReuse:false", "-v:minimal",
            ]);

        // Warnings of trimming and AOT carry the member's name; those of other packages are not ours to mend.
        Assert.DoesNotContain(printed.Split('\n'), line => line.Contains("warning IL", StringComparison.Ordinal) && line.Contains("DrumClassif", StringComparison.Ordinal));
        if (name == "Native")
        {
            Assert.False(File.Exists(Path.Combine(output, "DrumClassifier.Onnx.dll")), "nothing managed is left beside a native program");
        }

        foreach ((string path, string label) in await HostApp.WriteSoundsAsync(host))
        {
            (int exitCode, string said, string error) = await DotNet.RunProgramAsync(Path.Combine(output, name), host, path);
            Assert.True(exitCode == 0, error);
            Assert.Equal(label, said.Trim());
        }
    }

    private static async Task<bool> HasLinkerAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        (int exitCode, _, _) = await DotNet.RunProgramAsync("/bin/sh", "/", "-c", "command -v clang || command -v gcc");
        return exitCode == 0;
    }
}

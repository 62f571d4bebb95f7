namespace DrumClassification.Tests;

/// <summary>A program outside the checkout that knows nothing of it but the package.</summary>
public sealed class HostAppTests(PackedPackages packages)
{
    [Fact]
    public async Task A_new_console_app_that_adds_the_package_classifies_a_stream_in_three_lines()
    {
        string host = await HostApp.CreateAsync(packages, "MyDrumApp");
        await DotNet.MustRunAsync(host, "build", "-nodeReuse:false", "-v:quiet");

        foreach ((string path, string label) in await HostApp.WriteSoundsAsync(host))
        {
            Assert.Equal(label, (await DotNet.MustRunAsync(host, "run", "--no-build", "--", path)).Trim());
        }

        string text = Path.Combine(host, "text.wav");
        await File.WriteAllTextAsync(text, "This is no sound.", TestContext.Current.CancellationToken);
        (int exitCode, _, string error) = await DotNet.RunAsync(host, "run", "--no-build", "--", text);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("UnsupportedAudioException", error, StringComparison.Ordinal);
    }
}

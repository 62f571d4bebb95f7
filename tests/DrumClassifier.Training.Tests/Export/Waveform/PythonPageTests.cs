using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using DrumClassification.Modelling.Waveform;

namespace DrumClassification.Tests.Export.Waveform;

/// <summary>
/// The lines for Python in docs/runtimes.md. No ONNX Runtime for Python is to be had where this is built, so what can be held to without one is: that they are Python, and that
/// what they ask of the model and of its description is there.
/// </summary>
public sealed partial class PythonPageTests(WaveformSession waveform) : IClassFixture<WaveformSession>
{
    private static readonly Lazy<string> Lines = new(() =>
    {
        string page = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "runtimes.md")).ReplaceLineEndings("\n");
        return Assert.Single(Block().Matches(page)).Groups[1].Value;
    });

    [Fact]
    public async Task They_are_Python()
    {
        ProcessStartInfo start = new("python3", ["-c", "import ast, sys; ast.parse(sys.stdin.read())"]) { RedirectStandardInput = true, RedirectStandardError = true };
        Process? python = null;
        try
        {
            python = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Assert.Skip("python3 is not here");
        }

        using (python)
        {
            await python!.StandardInput.WriteAsync(Lines.Value);
            python.StandardInput.Close();
            string error = await python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await python.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(python.ExitCode == 0, error);
        }
    }

    [Fact]
    public void What_they_ask_for_is_there()
    {
        Match run = Run().Match(Lines.Value);
        Assert.True(run.Success, Lines.Value);
        string[] outputs = [.. Quoted().Matches(run.Groups[1].Value).Select(name => name.Groups[1].Value)];
        Assert.Equal(3, outputs.Length);
        Assert.All(outputs, name => Assert.Contains(name, waveform.Session.OutputMetadata.Keys));
        Assert.Contains(run.Groups[2].Value, waveform.Session.InputMetadata.Keys);

        JsonElement about = JsonDocument.Parse(WaveformDescription.Of(WaveformSession.Library.Model.Manifest).ToJson()).RootElement;
        string[] asked = [.. About().Matches(Lines.Value).Select(name => name.Groups[1].Value).Distinct()];
        Assert.Equal(["sampleRate", "labels", "reasons"], asked);
        Assert.All(asked, name => Assert.True(about.TryGetProperty(name, out _), name));
    }

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"session\.run\(\[([^\]]*)\], \{""(\w+)"":")]
    private static partial Regex Run();

    [GeneratedRegex("\"(\\w+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"about\[""(\w+)""\]")]
    private static partial Regex About();
}

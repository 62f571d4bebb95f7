namespace DrumClassification.Tests;

/// <summary>A program outside the checkout that knows nothing of it but the package.</summary>
public sealed class HostAppTests(PackedPackages packages)
{
    private const string Program = """
        using DrumClassification;
        using FileStream sound = File.OpenRead(args[0]);
        Console.WriteLine(DrumClassifier.Classify(sound).Label);
        """;

    [Fact]
    public async Task A_new_console_app_that_adds_the_package_classifies_a_stream_in_three_lines()
    {
        string host = Path.Combine(packages.Hosts, "MyDrumApp");
        await DotNet.MustRunAsync(packages.Hosts, "new", "console", "--output", host, "--framework", "net10.0", "--no-restore");
        await DotNet.MustRunAsync(host, "add", "package", "DrumClassifier.Onnx", "--version", packages.Version);
        await File.WriteAllTextAsync(Path.Combine(host, "Program.cs"), Program, TestContext.Current.CancellationToken);
        await DotNet.MustRunAsync(host, "build", "-nodeReuse:false", "-v:quiet");

        HashSet<string> labels = [];
        for (int i = 0; i < 3; i++)
        {
            byte[] wav = WavWriter.ToBytes(Sound(i), 44100);
            string path = Path.Combine(host, $"sound{i}.wav");
            await File.WriteAllBytesAsync(path, wav, TestContext.Current.CancellationToken);
            using MemoryStream stream = new(wav);
            string expected = DrumClassifier.Classify(stream).Label;

            string printed = await DotNet.MustRunAsync(host, "run", "--no-build", "--", path);

            Assert.Equal(expected, printed.Trim());
            labels.Add(expected);
        }

        string text = Path.Combine(host, "text.wav");
        await File.WriteAllTextAsync(text, "This is no sound.", TestContext.Current.CancellationToken);
        (int exitCode, _, string error) = await DotNet.RunAsync(host, "run", "--no-build", "--", text);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("UnsupportedAudioException", error, StringComparison.Ordinal);
        Assert.True(labels.Count > 1, $"the three sounds differ, but all are '{string.Join("', '", labels)}'");
    }

    /// <summary>A falling tone, a long hiss and a short one, half a second each.</summary>
    private static float[] Sound(int kind)
    {
        Random random = new(kind);
        float[] samples = new float[22050];
        for (int i = 0; i < samples.Length; i++)
        {
            double time = i / 44100.0;
            double noise = (2 * random.NextDouble()) - 1;
            samples[i] = (float)(kind switch
            {
                0 => 0.9 * Math.Sin(2 * Math.PI * ((50 * time) + (3 * (1 - Math.Exp(-time * 30))))) * Math.Exp(-time * 12),
                1 => 0.5 * noise * Math.Exp(-time * 3),
                _ => 0.7 * noise * Math.Exp(-time * 60),
            });
        }

        return samples;
    }
}

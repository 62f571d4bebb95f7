namespace DrumClassification.Tests;

/// <summary>Makes host apps as their author would, and sounds for them.</summary>
internal static class HostApp
{
    private const string Program = """
        using DrumClassification;
        using FileStream sound = File.OpenRead(args[0]);
        Console.WriteLine(DrumClassifier.Classify(sound).Label);
        """;

    /// <summary>A new console app with the package and three lines of code; returns its folder.</summary>
    /// <param name="packages">The packages.</param>
    /// <param name="name">The app's name.</param>
    /// <param name="program">Its Program.cs; null for the three lines that print the label of a file.</param>
    public static async Task<string> CreateAsync(PackedPackages packages, string name, string? program = null)
    {
        string host = Path.Combine(packages.Hosts, name);
        await DotNet.MustRunAsync(packages.Hosts, "new", "console", "--output", host, "--framework", "net10.0", "--no-restore");
        await DotNet.MustRunAsync(host, "add", "package", "DrumClassifier.Onnx", "--version", packages.Version);
        await File.WriteAllTextAsync(Path.Combine(host, "Program.cs"), program ?? Program, TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>A new app with packages of ours and of others, as an author's own editor would have written its project; returns its folder.</summary>
    /// <param name="packages">The packages.</param>
    /// <param name="name">The app's name.</param>
    /// <param name="sdk">The SDK, such as Microsoft.NET.Sdk.Web.</param>
    /// <param name="references">Names of packages; those of others with their version behind a space.</param>
    /// <param name="program">Its Program.cs.</param>
    public static async Task<string> WriteAsync(PackedPackages packages, string name, string sdk, string[] references, string program)
    {
        string host = Path.Combine(packages.Hosts, name);
        Directory.CreateDirectory(host);
        string items = string.Join('\n', references.Select(reference => reference.Split(' ')).Select(
            parts => $"""    <PackageReference Include="{parts[0]}" Version="{parts.ElementAtOrDefault(1) ?? packages.Version}" />"""));
        await File.WriteAllTextAsync(
            Path.Combine(host, $"{name}.csproj"),
            $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
            {items}
              </ItemGroup>
            </Project>
            """,
            TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(host, "Program.cs"), program, TestContext.Current.CancellationToken);
        await DotNet.MustRunAsync(host, "build", "-nodeReuse:false", "-v:quiet");
        return host;
    }

    /// <summary>The built app.</summary>
    public static string PathOf(string host) => Path.Combine(host, "bin", "Debug", "net10.0", Path.GetFileName(host) + ".dll");

    /// <summary>Writes three sounds that differ, and adds encoded ones; returns their paths and the labels that the library gives them here.</summary>
    public static async Task<IReadOnlyList<(string Path, string Label)>> WriteSoundsAsync(string folder)
    {
        List<(string Path, string Label)> sounds = [];
        for (int i = 0; i < 3; i++)
        {
            byte[] wav = WavWriter.ToBytes(Sound(i), 44100);
            string path = Path.Combine(folder, $"sound{i}.wav");
            await File.WriteAllBytesAsync(path, wav, TestContext.Current.CancellationToken);
            using MemoryStream stream = new(wav);
            sounds.Add((path, DrumClassifier.Classify(stream).Label));
        }

        // What other packages decode must survive trimming and compilation, too.
        foreach (string name in new[] { "mono.mp3", "layer2.mp2", "mono.ogg", "mono.opus" })
        {
            string path = Path.Combine(RepositoryFolder.Path, "tests", "DrumClassifier.Core.Tests", "Decoding", "Lossy", "Encoded", name);
            sounds.Add((path, DrumClassifier.Classify(path).Label));
        }

        string[] labels = [.. sounds.Select(sound => sound.Label).Distinct()];
        Assert.True(labels.Length > 1, $"the sounds differ, but all are '{labels[0]}'");
        return sounds;
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

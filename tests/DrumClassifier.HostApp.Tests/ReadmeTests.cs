using System.Text.RegularExpressions;

namespace DrumClassification.Tests;

/// <summary>What the README shows in C# compiles against the packages and does what it says.</summary>
public sealed partial class ReadmeTests(PackedPackages packages)
{
    [Fact]
    public async Task The_snippets_of_the_README_run_in_a_new_app()
    {
        string readme = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Path, "README.md"), TestContext.Current.CancellationToken);
        string[] snippets = [.. Snippet().Matches(readme.ReplaceLineEndings("\n")).Select(match => match.Groups[1].Value)];
        Assert.Equal(3, snippets.Length);
        string program = $"""
            {snippets[0]}
            float[] samples = new float[2 * 44100];
            for (int i = 0; i < samples.Length; i++) samples[i] = MathF.Sin(i * 0.01f) * MathF.Exp(-i / 8000f);
            {snippets[1]}
            {snippets[2]}
            Console.WriteLine(own.Label);
            """;
        string host = await HostApp.CreateAsync(packages, "ReadmeApp", program);
        IReadOnlyList<(string Path, string Label)> sounds = await HostApp.WriteSoundsAsync(host);
        Directory.CreateDirectory(Path.Combine(host, "Samples"));
        File.Copy(sounds[0].Path, Path.Combine(host, "mystery.wav"));
        File.Copy(sounds[1].Path, Path.Combine(host, "Samples", "one.wav"));

        string[] lines = (await DotNet.MustRunAsync(host, "run")).Trim().ReplaceLineEndings("\n").Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.Matches($"^{sounds[0].Label} [0-9]+ ?%$", lines[0]);
        Assert.Equal($"{Path.Combine("Samples", "one.wav")}: {sounds[1].Label}", lines[1]);
        Assert.Contains(lines[2], DrumLabels.All);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}

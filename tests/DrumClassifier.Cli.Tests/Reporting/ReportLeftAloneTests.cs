using PuppeteerSharp;

namespace DrumClassification.Tests.Reporting;

/// <summary>What a sort left alone is folded below the sounds.</summary>
public sealed class ReportLeftAloneTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_page_opens_with_the_sounds_and_what_is_no_sound_is_folded_below()
    {
        Directory.CreateDirectory(_folder["in"]);
        foreach (string name in new[] { "kick.wav", "snare.wav", "unsure hat.wav" })
        {
            File.WriteAllBytes(_folder["in/" + name], WavWriter.ToBytes([0, 0.5f, -0.5f, 0], 8000));
        }

        File.WriteAllText(_folder["in/.DS_Store"], "x");
        File.WriteAllText(_folder["in/notes.txt"], "x");
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--report", _folder["report.html"]);
        Assert.Equal(0, run.ExitCode);
        (IPage page, List<string> complaints) = await chromium.OpenAsync(_folder["report.html"]);
        Assert.Equal("3 sounds", await TextAsync(page, "#count"));
        Assert.Equal("Left alone: 2 that are no sounds", await TextAsync(page, "#alone summary"));
        Assert.False(await page.EvaluateExpressionAsync<bool>("document.getElementById('alone').open"));
        Assert.True(await page.EvaluateExpressionAsync<bool>("document.getElementById('alone').getBoundingClientRect().top >= document.getElementById('table').getBoundingClientRect().bottom"));
        Assert.False(await page.EvaluateExpressionAsync<bool>("document.querySelector('#alone ul').checkVisibility()"));
        Assert.DoesNotContain("notes.txt", await TextAsync(page, "#rows"), StringComparison.Ordinal);
        await page.ClickAsync("#alone summary");
        Assert.True(await page.EvaluateExpressionAsync<bool>("document.querySelector('#alone ul').checkVisibility()"));
        string[] lines = await page.EvaluateExpressionAsync<string[]>("[...document.querySelectorAll('#alone li')].map(line => line.textContent)");
        Assert.Contains(lines, line => line.Contains("notes.txt", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(".DS_Store", StringComparison.Ordinal));
        Assert.Empty(complaints);
    }

    private static async Task<string> TextAsync(IPage page, string selector) => await page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector).textContent", selector);
}

using System.Text.Json;
using DrumClassification.Cli.Report;
using DrumClassification.Tooling.Terminal;
using PuppeteerSharp;

namespace DrumClassification.Tests.Reporting;

/// <summary>What reports tell of kinds: beside the class, as a filter, and percussion as a class of its own.</summary>
public sealed class ReportKindTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private static readonly string[] Names =
    [
        "kick.wav", "closed_hat.wav", "open_hat.wav", "maybe open_hat.wav", "crash.wav", "cowbell.wav", "cowbell 2.wav", "maybe cowbell.wav", "no_percussion.wav", "hat loop.wav",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_page_filters_by_kind_and_shows_it_beside_the_class()
    {
        (IPage page, List<string> complaints) = await chromium.OpenAsync(await MakeAsync("report.html", FakeClassifier.SomeKinds));
        Assert.Equal(
            ["any", "kick (1)", "closed_hat (1)", "open_hat (2)", "crash (1)", "cowbell (3)", "no_percussion (1)"],
            await TextsAsync(page, "#kind option"));
        Assert.Equal(
            ["kick", "hatclosed_hat", "hatopen_hat", "hatopen_hat?", "cymbalcrash", "percussioncowbell", "percussioncowbell", "tomuncertaincowbell?", "tomuncertainno_percussion", "hatseveral hits"],
            await TextsAsync(page, "#rows .class div"));
        await page.SelectAsync("#kind", "9");
        Assert.Equal(["cowbell.wav", "cowbell 2.wav", "maybe cowbell.wav"], await TextsAsync(page, "#rows b"));
        await page.ClickAsync("#classes button:last-child");
        Assert.Equal(["cowbell.wav", "cowbell 2.wav"], await TextsAsync(page, "#rows b"));
        Assert.Equal(["80.0 %", "tom 30.0 %"], (await TextsAsync(page, "#rows .numbers span"))[..2]);
        Assert.Equal(["80%"], await page.EvaluateExpressionAsync<string[]>("[...document.querySelectorAll('#rows .row:first-child .bar span')].map(part => part.style.width)"));
        await page.ClickAsync("#reset");
        await page.WaitForFunctionAsync($"() => document.getElementById('count').textContent === '{Names.Length} sounds'");
        Assert.Equal(["kick 1", "hat 4", "cymbal 1", "tom 2", "percussion 2"], await TextsAsync(page, "#classes button"));
        Assert.Equal(["sure 7", "uncertain 3"], await TextsAsync(page, "#states button"));
        Assert.Contains("3 uncertain", (await TextsAsync(page, "#about"))[0], StringComparison.Ordinal);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_page_of_a_model_without_kinds_has_no_filter_for_them()
    {
        (IPage page, List<string> complaints) = await chromium.OpenAsync(await MakeAsync("report.html", []));
        Assert.False(await page.EvaluateExpressionAsync<bool>("document.getElementById('kind').checkVisibility()"));
        Assert.DoesNotContain(await TextsAsync(page, "#classes button"), text => text.StartsWith("percussion", StringComparison.Ordinal));
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData("light", 1280)]
    [InlineData("dark", 700)]
    [InlineData("light", 390)]
    [InlineData("light", 320)]
    public async Task The_page_has_no_barriers_and_everything_of_a_row_is_inside_it(string theme, int width)
    {
        (IPage page, List<string> complaints) = await chromium.OpenAsync(await MakeAsync("report.html", FakeClassifier.SomeKinds));
        await page.EmulateMediaFeaturesAsync([new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = theme }]);
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 844 });
        await page.WaitForFunctionAsync("() => document.querySelectorAll('#rows .row').length > 3");
        Assert.Empty(await Chromium.FindBarriersAsync(page));
        Assert.Equal(width, await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(await page.EvaluateExpressionAsync<string[]>("""
            [...document.querySelectorAll('#rows .row')].filter(row => {
              const box = row.getBoundingClientRect();
              return [...row.querySelectorAll('.class div')].some(inner => {
                const own = inner.getBoundingClientRect();
                return own.top < box.top || own.bottom > box.bottom || own.right > box.right;
              });
            }).map(row => row.textContent)
            """));
        if (Environment.GetEnvironmentVariable("DRUMS_SCREENSHOTS") is { } folder)
        {
            await page.ScreenshotAsync(Path.Combine(folder, $"kinds-{theme}-{width}.png"), new ScreenshotOptions { FullPage = true });
        }

        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Data_has_the_kind_its_probability_and_its_doubt()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(await MakeAsync("report.json", FakeClassifier.SomeKinds)));
        Assert.Equal(FakeClassifier.SomeKinds.Select(kind => kind.Name), document.RootElement.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetString()));
        JsonElement[] sounds = [.. document.RootElement.GetProperty("sounds").EnumerateArray()];
        Assert.Equal("cowbell", sounds[7].GetProperty("kind").GetString());
        Assert.Equal(0.8f, sounds[7].GetProperty("kindProbability").GetSingle());
        Assert.True(sounds[7].GetProperty("kindUncertain").GetBoolean());
        Assert.Equal(JsonValueKind.Null, sounds[9].GetProperty("kind").ValueKind);

        string[] lines = File.ReadAllLines(await MakeAsync("report.csv", FakeClassifier.SomeKinds));
        Assert.Contains(",warnings,kind,kindProbability,kindUncertain,heardLabel,", lines[0], StringComparison.Ordinal);
        Assert.Contains(",cowbell,0.8,true,", lines[8], StringComparison.Ordinal);
        Assert.Contains(",severalHits,,,,,", lines[10], StringComparison.Ordinal);
    }

    private async Task<string> MakeAsync(string name, IReadOnlyList<ModelKind> kinds)
    {
        string sound = _folder["sound.wav"];
        if (!File.Exists(sound))
        {
            DemoSounds.WriteNew(sound);
        }

        string path = _folder[name];
        var report = ReportBuilder.Begin(new ReportTarget(path, Path.GetExtension(name) switch { ".html" => ReportFormat.Html, ".json" => ReportFormat.Json, _ => ReportFormat.Csv }, false))!;
        using FakeClassifier classifier = new() { Kinds = kinds };
        foreach (string file in Names)
        {
            report.Add(new ReportEntry($"in/{file}", sound, classifier.Classify(file), null));
        }

        using var nowhere = new StringWriter();
        var streams = CliStreams.For(nowhere, nowhere);
        Assert.True(await report.SaveAsync(new ReportHeading("Classified 'in'", classifier.Model, 0.6f, DateTimeOffset.UnixEpoch), streams));
        return path;
    }

    private static async Task<string[]> TextsAsync(IPage page, string selector) =>
        await page.EvaluateFunctionAsync<string[]>("selector => [...document.querySelectorAll(selector)].map(found => found.textContent)", selector);
}

using DrumClassification.Cli.Report;
using DrumClassification.Cli.Results;
using DrumClassification.Tooling.Terminal;
using PuppeteerSharp;
using PuppeteerSharp.Input;

namespace DrumClassification.Tests.Reporting;

/// <summary>The page as a user has it: opened, filtered, listened to, in a real browser.</summary>
public sealed class ReportPageTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private const int Count = 300;
    private const string OddName = "50% #1 'Schläge' & 🥁 kick.wav";
    private const string Markup = "<img src=x onerror=\"document.title='broken'\">.wav";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_opens_without_complaint_and_draws_only_the_rows_in_view()
    {
        (IPage page, List<string> complaints) = await chromium.OpenAsync(await MakeAsync());
        Assert.Equal("Sorted 'in' into 'out'", await page.GetTitleAsync());
        Assert.Equal($"{Count + 2} sounds", await TextAsync(page, "#count"));
        Assert.InRange(await CountAsync(page, "#rows .row"), 10, 40);
        Assert.Equal($"{Count + 3}", await page.EvaluateExpressionAsync<string>("document.getElementById('table').getAttribute('aria-rowcount')"));

        // Both pictures are really drawn: more than one colour in each.
        const string Colours = """
            [...document.querySelectorAll('#rows .row:first-child canvas')].map(canvas => {
              const pixels = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
              return new Set(pixels).size;
            })
            """;
        int[] colours = await page.EvaluateExpressionAsync<int[]>(Colours);
        Assert.Equal(2, colours.Length);
        Assert.InRange(colours[0], 2, 1000);
        Assert.InRange(colours[1], 5, 16);

        await page.EvaluateExpressionAsync("scrollTo(0, document.body.scrollHeight)");
        await page.WaitForFunctionAsync("() => document.querySelector('#rows .row:last-child b').textContent.startsWith('<img')");
        Assert.InRange(await CountAsync(page, "#rows .row"), 10, 40);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Filters_by_class_confidence_state_and_name_show_exactly_what_they_say()
    {
        (IPage page, List<string> complaints) = await chromium.OpenAsync(await MakeAsync());
        await page.ClickAsync("#classes button:nth-child(2)");
        Assert.Equal($"{Count / 6} of {Count + 2} sounds", await TextAsync(page, "#count"));
        Assert.All(await TextsAsync(page, "#rows .class div"), text => Assert.StartsWith("hat", text, StringComparison.Ordinal));

        // Confidences run through 0.50, 0.51 … 0.99 in each class; 80 % and above is 20 of 50.
        await SetAsync(page, "#lowest", "80");
        Assert.Equal($"20 of {Count + 2} sounds", await TextAsync(page, "#count"));
        Assert.All(await TextsAsync(page, "#rows .numbers span:first-child"), text => Assert.InRange(double.Parse(text.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), 80, 100));

        await page.ClickAsync("#reset");
        await page.WaitForFunctionAsync($"() => document.getElementById('count').textContent === '{Count + 2} sounds'");
        await page.ClickAsync("#states [data-value=uncertain]");
        Assert.Equal($"{Count / 5} of {Count + 2} sounds", await TextAsync(page, "#count"));
        await page.ClickAsync("#states [data-value=uncertain]");
        await page.ClickAsync("#states [data-value=failed]");
        Assert.Equal($"1 of {Count + 2} sounds", await TextAsync(page, "#count"));
        Assert.Equal([Markup], await TextsAsync(page, "#rows b"));
        await page.ClickAsync("#states [data-value=failed]");

        await page.ClickAsync("#states [data-value=misnamed]");
        Assert.Equal($"1 of {Count + 2} sounds", await TextAsync(page, "#count"));
        Assert.Equal("named kick, heard snare", await TextAsync(page, "#rows .misnamed"));
        await page.ClickAsync("#states [data-value=misnamed]");

        await SetAsync(page, "#search", "schläge");
        Assert.Equal([OddName], await TextsAsync(page, "#rows b"));
        await SetAsync(page, "#search", "no such sound");
        Assert.True(await page.EvaluateExpressionAsync<bool>("!document.getElementById('nothing').hidden"));
        Assert.Equal("Sorted 'in' into 'out'", await page.GetTitleAsync());
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Orders_put_the_least_sure_first()
    {
        (IPage page, _) = await chromium.OpenAsync(await MakeAsync());
        await page.SelectAsync("#order", "least");
        string[] shown = await TextsAsync(page, "#rows .numbers span:first-child");
        Assert.Equal("50.0 %", shown[0]);
        Assert.Equal(shown.Order(StringComparer.Ordinal), shown);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sound_with_an_odd_name_plays_from_its_place_or_from_the_page_itself(bool embedded)
    {
        string report = await MakeAsync(embedded);
        if (embedded)
        {
            Directory.Delete(_folder["in"], recursive: true);
        }

        (IPage page, List<string> complaints) = await chromium.OpenAsync(report);
        await SetAsync(page, "#search", "schläge");
        await page.ClickAsync("#rows .play");
        await page.WaitForFunctionAsync("() => document.getElementById('player').readyState >= 2");
        await page.WaitForFunctionAsync("() => document.getElementById('player').currentTime > 0");
        Assert.StartsWith(embedded ? "data:audio/wav" : "file:", await page.EvaluateExpressionAsync<string>("document.getElementById('player').src"), StringComparison.Ordinal);
        await page.WaitForFunctionAsync("() => document.querySelector('.play').getAttribute('aria-label').startsWith('Play')");
        Assert.True(await page.EvaluateExpressionAsync<bool>("document.getElementById('message').hidden"));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_sound_that_is_gone_is_said_to_be_gone()
    {
        string report = await MakeAsync();
        Directory.Delete(_folder["in"], recursive: true);
        (IPage page, _) = await chromium.OpenAsync(report);
        await page.ClickAsync("#rows .play");
        await page.WaitForFunctionAsync("() => !document.getElementById('message').hidden");
        Assert.Contains("cannot be played", await TextAsync(page, "#message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keyboard_goes_from_sound_to_sound_and_plays()
    {
        (IPage page, List<string> complaints) = await chromium.OpenAsync(await MakeAsync());
        await page.FocusAsync("#rows .play");
        await page.Keyboard.PressAsync(Key.ArrowDown);
        await page.Keyboard.PressAsync(Key.ArrowDown);
        Assert.Equal("2", await FocusedRowAsync(page));
        await page.Keyboard.PressAsync(" ");
        await page.WaitForFunctionAsync("() => document.getElementById('player').readyState >= 2");
        await page.Keyboard.PressAsync(Key.End);
        Assert.Equal($"{Count}", await FocusedRowAsync(page));
        await page.Keyboard.PressAsync(Key.Home);
        Assert.Equal("0", await FocusedRowAsync(page));
        Assert.Empty(complaints);

        static async Task<string> FocusedRowAsync(IPage page) =>
            await page.EvaluateExpressionAsync<string>("document.activeElement.closest('.row').dataset.position");
    }

    [Theory]
    [InlineData("light", 1280)]
    [InlineData("dark", 1280)]
    [InlineData("light", 390)]
    public async Task The_page_has_no_barriers_in_either_theme_and_fits_a_phone(string theme, int width)
    {
        (IPage page, List<string> complaints) = await chromium.OpenAsync(await MakeAsync());
        await page.EmulateMediaFeaturesAsync([new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = theme }]);
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 844 });
        Assert.Empty(await Chromium.FindBarriersAsync(page));
        Assert.Equal(width, await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(complaints);
    }

    /// <summary>A report of 300 sounds in six classes and fifty confidences, one with an odd name, and a file that could not be read.</summary>
    private async Task<string> MakeAsync(bool embedAudio = false)
    {
        Directory.CreateDirectory(_folder["in"]);
        string[] files = [.. DrumLabels.All.Select((label, index) => _folder[$"in/{label}.wav"])];
        for (int i = 0; i < files.Length; i++)
        {
            DemoSounds.WriteNew(files[i], DrumLabels.All[i]);
        }

        File.Copy(files[0], _folder["in/" + OddName]);
        string path = _folder["report.html"];
        ReportBuilder report = ReportBuilder.Begin(new ReportTarget(path, ReportFormat.Html, embedAudio))!;
        for (int i = 0; i < Count; i++)
        {
            Classification found = FakeClassifier.Make(DrumLabels.All[i % 6], 0.5f + (0.01f * (i / 6)), uncertain: i % 5 == 0);
            report.Add(new ReportEntry($"in/kit {i / 10}/sound {i}.wav", files[i % 6], found, null));
        }

        report.Add(new ReportEntry("in/" + OddName, _folder["in/" + OddName], FakeClassifier.Make(DrumLabels.Kick), null)
        {
            Names = new NameOutcome(FakeClassifier.Make(DrumLabels.Snare), NameEvidence.Of("Kick.wav"), IsContradicted: true),
        });
        report.Add(new ReportEntry("in/" + Markup, _folder["in/gone.wav"], null, "It is broken. </script><script>document.title = 'broken'</script>"));
        using var nowhere = new StringWriter();
        var streams = CliStreams.For(nowhere, nowhere);
        using var classifier = new FakeClassifier();
        Assert.True(await report.SaveAsync(new ReportHeading("Sorted 'in' into 'out'", classifier.Model, 0.6f, DateTimeOffset.UnixEpoch), streams));
        return path;
    }

    private static async Task<string> TextAsync(IPage page, string selector) =>
        await page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector).textContent", selector);

    private static async Task<string[]> TextsAsync(IPage page, string selector) =>
        await page.EvaluateFunctionAsync<string[]>("selector => [...document.querySelectorAll(selector)].map(found => found.textContent)", selector);

    private static async Task<int> CountAsync(IPage page, string selector) =>
        await page.EvaluateFunctionAsync<int>("selector => document.querySelectorAll(selector).length", selector);

    private static async Task SetAsync(IPage page, string selector, string value) => await page.EvaluateFunctionAsync(
        "(selector, value) => { const input = document.querySelector(selector); input.value = value; input.dispatchEvent(new Event('input')); }",
        selector,
        value);
}

using System.Globalization;
using System.Text.Json.Nodes;
using DrumClassification.Tests.Reporting;
using PuppeteerSharp;

namespace DrumClassification.Tests.Browsing;

/// <summary>
/// An afternoon with the page, from the first look to the last undo, in a real browser and without one complaint of it. DRUMS_BROWSE_PICTURES names a folder for
/// pictures of what there was to see.
/// </summary>
public sealed class BrowseScenarioTests(Chromium chromium, BrowsedLibrary library) : IClassFixture<Chromium>, IClassFixture<BrowsedLibrary>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("DRUMS_BROWSE_PICTURES");

    private IPage _page = null!;

    [Fact]
    public async Task A_library_is_looked_through_played_corrected_learned_from_sorted_and_put_back()
    {
        (_page, List<string> complaints) = await chromium.OpenAsync(library.Address);
        await CountedAsync(string.Create(CultureInfo.InvariantCulture, $"{BrowsedLibrary.Count:N0} sounds"));
        await ClickAsync("#rows .row[data-position='1'] .file");
        await PictureAsync("list");
        await FindAsync();
        foreach (string name in new[] { "formats.aiff", "formats.flac", "adpcm", "formats64", "Kit 001 0001" })
        {
            await PlayAsync(name);
        }

        await ClickAsync("#reset");
        await CorrectAsync();
        await TeachAsync();
        await SortAsync();
        await LookAsync();
        Assert.Empty(complaints);
    }

    /// <summary>The work lists.</summary>
    private async Task FindAsync()
    {
        await ClickAsync("#finds [data-value=Same]");
        await CountedAsync(string.Create(CultureInfo.InvariantCulture, $"{2 * BrowsedLibrary.Copies:N0} of"));
        Assert.Contains("the same bytes as", await TextAsync("#rows"), StringComparison.Ordinal);
        await ClickAsync("#finds [data-value=Near]");
        await _page.WaitForFunctionAsync("() => document.getElementById('rows').textContent.includes(' dB from ')");
        int near = int.Parse((await TextAsync("#count")).Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        Assert.InRange(near, 3 * BrowsedLibrary.Copies, BrowsedLibrary.Count / 2);
        await PictureAsync("same-sound");
        await ClickAsync("#chooseSpare");
        await _page.WaitForFunctionAsync("() => document.getElementById('chosen').textContent.endsWith(' selected') && !document.getElementById('chosen').textContent.startsWith('none')");
        Assert.InRange(int.Parse((await TextAsync("#chosen")).Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture), 2 * BrowsedLibrary.Copies, near - 1);
        await ClickAsync("#chooseNone");
        await ClickAsync("#finds [data-value=Misnamed]");
        await _page.WaitForFunctionAsync("() => document.querySelector('#rows .note')?.textContent.startsWith('named ')");
        await PictureAsync("misnamed");
        await ClickAsync("#reset");
        await CountedAsync(string.Create(CultureInfo.InvariantCulture, $"{BrowsedLibrary.Count:N0} sounds"));
    }

    private async Task PlayAsync(string name)
    {
        await SetAsync("#search", name);
        await _page.WaitForFunctionAsync("name => document.querySelectorAll('#rows b').length === 1 && document.querySelector('#rows b').textContent.includes(name)", new WaitForFunctionOptions(), name.Split(' ')[^1]);
        await ClickAsync("#rows .play");
        await _page.WaitForFunctionAsync("() => document.getElementById('player').readyState >= 2 && document.getElementById('player').currentTime > 0");
        Assert.True(await _page.EvaluateExpressionAsync<bool>("document.getElementById('message').hidden"), await TextAsync("#message"));
    }

    /// <summary>Two of five classes each; before that there is too little to learn from, and the page says what is missing.</summary>
    private async Task CorrectAsync()
    {
        for (int label = 0; label < 5; label++)
        {
            await SetAsync("#search", $"{DrumLabels.All[label]} 0");
            await _page.WaitForFunctionAsync("label => { const names = [...document.querySelectorAll('#rows b')]; return names.length > 1 && names.every(name => name.textContent.startsWith(label)); }", new WaitForFunctionOptions(), DrumLabels.All[label]);
            for (int row = 0; row < 2; row++)
            {
                await ClickAsync(string.Create(CultureInfo.InvariantCulture, $"#rows .row[data-position='{row}'] .file"));
                await _page.Keyboard.PressAsync((label + 1).ToString(CultureInfo.InvariantCulture));
                await _page.WaitForFunctionAsync("row => document.querySelector(`#rows .row[data-position='${row}'] .said`) !== null", new WaitForFunctionOptions(), row);
            }

            if (label == 0)
            {
                await ClickAsync("#teach");
                await ClickAsync("#teachStart");
                await _page.WaitForFunctionAsync("() => !document.querySelector('#teachDialog .problem').hidden");
                string problem = await TextAsync("#teachDialog .problem");
                Assert.Contains("8 more corrected sounds", problem, StringComparison.Ordinal);
                Assert.Contains("2 of another class", problem, StringComparison.Ordinal);
                await ClickAsync("#teachDialog button[value=cancel]");
            }
        }
    }

    private async Task TeachAsync()
    {
        await ClickAsync("#reset");
        await ClickAsync("#teach");
        await ClickAsync("#teachStart");
        await _page.WaitForFunctionAsync("() => !document.getElementById('teachResult').hidden || !document.querySelector('#teachDialog .problem').hidden");
        Assert.True(await _page.EvaluateExpressionAsync<bool>("document.querySelector('#teachDialog .problem').hidden"), await TextAsync("#teachDialog .problem"));
        Assert.Contains("Of 10 corrected sounds", await TextAsync("#teachText"), StringComparison.Ordinal);
        Assert.Equal(5, await _page.EvaluateExpressionAsync<int>("document.querySelectorAll('#teachClasses tr').length"));
        await PictureAsync("teach");
        string model = library["library-taught.onnx"];
        using (IDrumClassifier taught = DrumClassifier.FromFile(model))
        {
            Assert.Equal(DrumLabels.All, taught.Model.Labels);
        }

        await ClickAsync("#teachUse");
        await _page.WaitForFunctionAsync("() => document.body.dataset.busy === 'false' && document.getElementById('about').textContent.includes('library-taught.onnx')");
        JsonNode state = await library.IdleAsync();
        Assert.Null(state["indexing"]!["error"]);
        Assert.Equal(BrowsedLibrary.Count, state["library"]!["sounds"]!.GetValue<int>());
    }

    private async Task SortAsync()
    {
        string[] before = [.. Directory.GetFiles(library.Sounds, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        await SetAsync("#search", $"001{Path.DirectorySeparatorChar}");
        await CountedAsync("60 of");
        await ClickAsync("#chooseAll");
        await _page.WaitForFunctionAsync("() => document.getElementById('chosen').textContent === '60 selected'");
        await ClickAsync("#sort");
        await SetAsync("#sortOutput", library["sorted"]);
        await _page.SelectAsync("#sortAction", "move");
        await ClickAsync("#sortPlan");
        await _page.WaitForFunctionAsync("() => document.querySelectorAll('#plan details').length >= 4");
        await PictureAsync("sort");
        await ClickAsync("#sortApply");
        await _page.WaitForFunctionAsync("() => !document.getElementById('sortDialog').open && !document.getElementById('undo').hidden");
        Assert.Equal(60, Directory.GetFiles(library["sorted"], "*.wav", SearchOption.AllDirectories).Length);
        await library.IdleAsync();
        await ClickAsync("#undo");
        await _page.WaitForFunctionAsync("() => document.getElementById('undo').hidden");
        await library.IdleAsync();
        Assert.Equal(before, Directory.GetFiles(library.Sounds, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        await ClickAsync("#chooseNone");
        await ClickAsync("#reset");
        await CountedAsync(string.Create(CultureInfo.InvariantCulture, $"{BrowsedLibrary.Count:N0} sounds"));
    }

    /// <summary>The map, a dark room, a phone.</summary>
    private async Task LookAsync()
    {
        await ClickAsync("#asMap");
        await _page.WaitForFunctionAsync("count => document.getElementById('points').dataset.count === String(count)", new WaitForFunctionOptions(), BrowsedLibrary.Count);
        await PictureAsync("map");
        await _page.EmulateMediaFeaturesAsync([new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = "dark" }]);
        await PictureAsync("map-dark");
        await ClickAsync("#asList");
        await PictureAsync("dark");
        await _page.SetViewportAsync(new ViewPortOptions { Width = 390, Height = 844 });
        await _page.WaitForFunctionAsync("() => document.documentElement.scrollWidth === 390");
        await PictureAsync("phone-dark");
        await _page.EmulateMediaFeaturesAsync([new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = "light" }]);
        await PictureAsync("phone");
        await ClickAsync("#teach");
        await PictureAsync("phone-teach");
    }

    private async Task PictureAsync(string name)
    {
        if (Pictures is not null)
        {
            Directory.CreateDirectory(Pictures);
            await _page.ScreenshotAsync(Path.Combine(Pictures, name + ".png"));
        }
    }

    /// <summary>A row may be drawn anew between the look for it and the click.</summary>
    private async Task ClickAsync(string selector)
    {
        for (int tries = 5; ; tries--)
        {
            try
            {
                await _page.ClickAsync(selector);
                return;
            }
            catch (PuppeteerException exception) when (tries > 0 && exception.Message.Contains("detached", StringComparison.Ordinal))
            {
                await Task.Delay(50);
            }
        }
    }

    private async Task<string> TextAsync(string selector) => await _page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector).textContent", selector);

    private async Task CountedAsync(string text) => await _page.WaitForFunctionAsync(
        "text => document.getElementById('count').textContent.startsWith(text)", new WaitForFunctionOptions { Timeout = 300_000 }, text);

    private async Task SetAsync(string selector, string value) => await _page.EvaluateFunctionAsync(
        "(selector, value) => { const input = document.querySelector(selector); input.value = value; input.dispatchEvent(new Event('input')); }", selector, value);
}

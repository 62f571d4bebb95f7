using System.Globalization;
using DrumClassification.Tests.Reporting;
using PuppeteerSharp;
using PuppeteerSharp.Input;

namespace DrumClassification.Tests.Browsing;

/// <summary>The page as a user has it, in a real browser.</summary>
public sealed class BrowsePageTests(Chromium chromium, BrowsedKit kit) : IClassFixture<Chromium>, IClassFixture<BrowsedKit>
{
    [Fact]
    public async Task It_opens_without_complaint_with_waveforms_and_names_that_stay_text()
    {
        (IPage page, List<string> complaints) = await OpenAsync();
        Assert.Equal($"{BrowsedKit.Count} sounds", await page.GetTitleAsync());
        Assert.Equal($"{BrowsedKit.Count + 1}", await page.EvaluateExpressionAsync<string>("document.getElementById('table').getAttribute('aria-rowcount')"));
        Assert.Contains(BrowsedKit.Markup, await page.EvaluateExpressionAsync<string[]>("[...document.querySelectorAll('#rows b')].map(name => name.textContent)"));
        int[] colours = await page.EvaluateExpressionAsync<int[]>(
            "[...document.querySelectorAll('#rows canvas')].map(canvas => new Set(new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size)");
        Assert.NotEmpty(colours);
        Assert.All(colours, number => Assert.True(number > 1));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Filters_show_what_they_say()
    {
        (IPage page, List<string> complaints) = await OpenAsync();
        await page.ClickAsync("#classes [data-value=clap]");
        await CountedAsync(page, "2 of");
        Assert.All(
            await page.EvaluateExpressionAsync<string[]>("[...document.querySelectorAll('#rows .class div')].map(found => found.textContent)"),
            text => Assert.StartsWith("clap", text, StringComparison.Ordinal));
        await page.ClickAsync("#reset");
        await CountedAsync(page, $"{BrowsedKit.Count} sounds");
        await SetAsync(page, "#search", "formats");
        await CountedAsync(page, "3 of");
        await SetAsync(page, "#search", "no such sound");
        await page.WaitForFunctionAsync("() => !document.getElementById('nothing').hidden");
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData("kick-0")]
    [InlineData("formats.flac")]
    [InlineData("formats.aiff")]
    [InlineData("formats64")]
    [InlineData("adpcm")]
    public async Task Every_format_plays(string name)
    {
        (IPage page, List<string> complaints) = await OpenAsync();
        await SetAsync(page, "#search", name);
        await CountedAsync(page, "1 of");
        await page.ClickAsync("#rows .play");
        await page.WaitForFunctionAsync("() => document.getElementById('player').readyState >= 2 && document.getElementById('player').currentTime > 0");
        Assert.True(await page.EvaluateExpressionAsync<bool>("document.getElementById('message').hidden"));
        await page.WaitForFunctionAsync("() => document.getElementById('detailSpectrogram').width === 48");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_keyboard_goes_from_sound_to_sound_says_what_one_is_and_takes_it_back()
    {
        (IPage page, List<string> complaints) = await OpenAsync();
        await page.ClickAsync("#rows .row[data-position='0'] .file");
        await page.Keyboard.PressAsync(Key.ArrowDown);
        await page.Keyboard.PressAsync(Key.ArrowDown);
        await page.WaitForFunctionAsync("() => document.querySelector('#rows .row.current')?.dataset.position === '2' && document.activeElement.matches('.current .play')");
        await page.WaitForFunctionAsync("() => document.getElementById('player').readyState >= 2");
        string name = await page.EvaluateExpressionAsync<string>("document.querySelector('#rows .current b').textContent");
        await page.Keyboard.PressAsync("6");
        await page.WaitForFunctionAsync("() => document.querySelector('#rows .current .said') !== null");
        Assert.Contains($"{name},clap,", await CorrectionsAsync(), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("0");
        await page.WaitForFunctionAsync("() => document.querySelector('#rows .said') === null");
        Assert.DoesNotContain(name, await CorrectionsAsync(), StringComparison.Ordinal);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_map_shows_every_sound_and_a_line_around_them_selects_them()
    {
        (IPage page, List<string> complaints) = await OpenAsync();
        await page.ClickAsync("#asMap");
        await page.WaitForFunctionAsync($"() => document.getElementById('points').dataset.count === '{BrowsedKit.Count}'");
        BoundingBox box = await (await page.QuerySelectorAsync("#points")).BoundingBoxAsync();
        (decimal left, decimal top, decimal right, decimal bottom) = (box.X + 2, box.Y + 60, box.X + box.Width - 2, box.Y + box.Height - 2);
        await page.Mouse.MoveAsync(left + 20, box.Y + 4);
        await page.Mouse.DownAsync();
        foreach ((decimal x, decimal y) in new[] { (right - 150, box.Y + 2), (right, top), (right, bottom), (left, bottom), (left, top), (left + 20, box.Y + 6) })
        {
            await page.Mouse.MoveAsync(x, y);
        }

        await page.Mouse.UpAsync();
        await page.WaitForFunctionAsync($"() => document.getElementById('chosen').textContent === '{BrowsedKit.Count} selected'");
        await page.FocusAsync("#points");
        await page.Keyboard.PressAsync(Key.ArrowLeft);
        await page.WaitForFunctionAsync("() => document.getElementById('under').textContent !== '' && document.getElementById('player').readyState >= 2");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_selection_is_planned_sorted_and_put_back()
    {
        (IPage page, List<string> complaints) = await OpenAsync();
        string[] before = [.. Directory.GetFiles(kit.Sounds, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        await SetAsync(page, "#search", "Kit-0");
        await CountedAsync(page, "6 of");
        await page.ClickAsync("#chooseAll");
        await page.WaitForFunctionAsync("() => document.getElementById('chosen').textContent === '6 selected'");
        await page.ClickAsync("#sort");
        await SetAsync(page, "#sortOutput", kit["sorted"]);
        await page.SelectAsync("#sortAction", "move");
        await page.ClickAsync("#sortPlan");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('#plan details').length >= 5");
        Assert.Equal(before, Directory.GetFiles(kit.Sounds, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        await page.ClickAsync("#sortApply");
        await page.WaitForFunctionAsync("() => !document.getElementById('sortDialog').open && !document.getElementById('undo').hidden");
        Assert.Equal(6, Directory.GetFiles(kit["sorted"], "*.wav", SearchOption.AllDirectories).Length);
        Assert.Empty(Directory.GetFiles(Path.Combine(kit.Sounds, "Kit-0")));

        await kit.IdleAsync();
        await page.ClickAsync("#undo");
        await page.WaitForFunctionAsync("() => document.getElementById('undo').hidden");
        await kit.IdleAsync();
        Assert.Equal(before, Directory.GetFiles(kit.Sounds, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(kit["sorted"]));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Filters_are_folded_on_a_phone_and_open_again_when_it_is_turned()
    {
        (IPage page, List<string> complaints) = await OpenAsync();
        foreach ((int width, string isOpen) in new[] { (390, "false"), (844, "true"), (390, "false") })
        {
            await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 844 });
            await page.WaitForFunctionAsync($"() => document.getElementById('filterBox').open === {isOpen}");
        }

        await page.ReloadAsync();
        Assert.False(await page.EvaluateExpressionAsync<bool>("document.getElementById('filterBox').open"));
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Buttons_stay_under_the_pointer_when_work_begins_and_ends(int width)
    {
        const string Tops = "[...document.querySelectorAll('button')].filter(button => button.id !== 'stop' && button.checkVisibility()).map(button => button.getBoundingClientRect().top)";
        (IPage page, List<string> complaints) = await OpenAsync();
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 844 });
        await page.ClickAsync("#chooseAll");
        await page.EvaluateExpressionAsync("document.getElementById('undo').hidden = false");
        double[] before = await page.EvaluateExpressionAsync<double[]>(Tops);
        await page.EvaluateExpressionAsync("document.getElementById('workText').textContent = 'Comparing names and sounds: 99,999 of 100,000'");
        await page.EvaluateExpressionAsync("document.getElementById('work').hidden = false");
        Assert.Equal(before, await page.EvaluateExpressionAsync<double[]>(Tops));
        Assert.True(await page.EvaluateExpressionAsync<bool>("document.getElementById('stop').checkVisibility() && document.getElementById('stop').getBoundingClientRect().right <= innerWidth"));
        await page.EvaluateExpressionAsync("document.getElementById('work').hidden = true");
        Assert.Equal(before, await page.EvaluateExpressionAsync<double[]>(Tops));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Buttons_stay_under_the_pointer_when_the_page_says_what_was_done()
    {
        (IPage page, List<string> complaints) = await OpenAsync();
        await page.ClickAsync("#chooseAll");
        await page.EvaluateExpressionAsync("document.getElementById('undo').hidden = false");
        const string Top = "document.getElementById('undo').getBoundingClientRect().top";
        double before = await page.EvaluateExpressionAsync<double>(Top);
        await page.EvaluateExpressionAsync("document.getElementById('count').textContent = '9,876 sounds moved, 1,234 stay where they are.'");
        Assert.InRange(Math.Abs(await page.EvaluateExpressionAsync<double>(Top) - before), 0, 8);
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData("light", 1280)]
    [InlineData("dark", 1280)]
    [InlineData("light", 390)]
    public async Task The_page_has_no_barriers_in_either_theme_and_fits_a_phone(string theme, int width)
    {
        (IPage page, List<string> complaints) = await OpenAsync();
        await page.EmulateMediaFeaturesAsync([new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = theme }]);
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 844 });

        // The policy lets nobody put a script into the page, not even the checker.
        await page.SetBypassCSPAsync(true);
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('#rows .row b') !== null");
        await page.ClickAsync("#rows .row .file");
        await page.WaitForFunctionAsync("() => !document.getElementById('detail').hidden");
        Assert.Empty(await Chromium.FindBarriersAsync(page));
        Assert.Equal(width, await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth"));
        await page.ClickAsync("#asMap");
        Assert.Empty(await Chromium.FindBarriersAsync(page));
        Assert.Empty(complaints);
    }

    private static async Task CountedAsync(IPage page, string text) => await page.WaitForFunctionAsync(
        "text => document.getElementById('count').textContent.startsWith(text)", new WaitForFunctionOptions { Timeout = 60_000 }, text);

    private static async Task SetAsync(IPage page, string selector, string value) => await page.EvaluateFunctionAsync(
        "(selector, value) => { const input = document.querySelector(selector); input.value = value; input.dispatchEvent(new Event('input')); }",
        selector,
        value);

    private async Task<(IPage Page, List<string> Complaints)> OpenAsync()
    {
        await kit.IdleAsync();
        (IPage page, List<string> complaints) = await chromium.OpenAsync(kit.Address);
        await page.WaitForFunctionAsync(string.Create(CultureInfo.InvariantCulture, $"() => document.getElementById('count').textContent === '{BrowsedKit.Count} sounds' && document.querySelector('#rows b') !== null"));
        return (page, complaints);
    }

    private async Task<string> CorrectionsAsync() => await kit.Http.GetStringAsync(kit.Address + "api/corrections.csv", TestContext.Current.CancellationToken);
}

using System.Globalization;
using DrumClassification.Tests.Reporting;
using PuppeteerSharp;

namespace DrumClassification.Tests;

/// <summary>The page that classifies in the browser, with ONNX Runtime for the web from the npm registry.</summary>
public sealed class BrowserSampleTests(Chromium chromium, DrumFiles drums, ITestOutputHelper output) : IClassFixture<Chromium>, IClassFixture<DrumFiles>
{
    private const double Tolerance = 0.1;

    [Fact]
    public async Task It_calls_twenty_drums_what_the_command_calls_them_and_tells_what_it_cannot_read()
    {
        string folder = await NpmSample.PrepareAsync("Browser", "bash", "vendor.sh");
        File.Copy(drums.Model, Path.Combine(folder, "vendor", "drums.onnx"), overwrite: true);
        File.Copy(Path.ChangeExtension(drums.Model, ".json"), Path.Combine(folder, "vendor", "drums.json"), overwrite: true);
        using StaticSite site = new(folder);
        using TemporaryFolder others = new();
        await File.WriteAllTextAsync(others["words.wav"], "no sound at all", TestContext.Current.CancellationToken);

        (IPage page, List<string> complaints) = await chromium.OpenAsync(site.Address);
        await page.WaitForFunctionAsync("() => document.getElementById('state').textContent === 'Ready.'");
        IElementHandle input = await page.QuerySelectorAsync("#files");
        await input.UploadFileAsync([.. drums.Paths, others["words.wav"]]);
        await page.WaitForFunctionAsync($"() => document.getElementById('state').textContent === '{drums.Paths.Length + 1} sounds.'");

        // Chromium's decoder and the page's filter are not the library's; the shapes of the answers are.
        string[] told = await page.EvaluateExpressionAsync<string[]>("[...document.querySelectorAll('#rows tr')].map(row => row.dataset.probabilities ?? '')");
        foreach ((string path, string numbers) in drums.Paths.Zip(told))
        {
            double[] mine = [.. numbers.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
            double distance = mine.Zip(drums.Probabilities[Path.GetFileName(path)], (a, b) => Math.Abs(a - b)).Max();
            output.WriteLine(FormattableString.Invariant($"{Path.GetFileName(path)}: {distance:0.000}"));
            Assert.InRange(distance, 0, Tolerance);
        }

        string[] rows = await page.EvaluateExpressionAsync<string[]>(
            "[...document.querySelectorAll('#rows tr')].map(row => `${row.querySelector('th').firstChild.textContent} ${row.dataset.label ?? 'none'}`)");
        Assert.Equal([.. drums.Paths.Select(path => $"{Path.GetFileName(path)} {drums.Labels[Path.GetFileName(path)]}"), "words.wav none"], rows);

        // A bar's parts are the probabilities: together they fill it.
        double[] widths = await page.EvaluateExpressionAsync<double[]>(
            "[...document.querySelectorAll('.bar')].map(bar => [...bar.children].reduce((sum, part) => sum + parseFloat(part.style.width), 0))");
        Assert.Equal(drums.Paths.Length, widths.Length);
        Assert.All(widths, width => Assert.Equal(100, width, 0.1));
        Assert.Contains("cannot read it", await page.EvaluateExpressionAsync<string>("document.querySelector('#rows tr:last-child em').textContent"), StringComparison.Ordinal);
        Assert.Empty(await Chromium.FindBarriersAsync(page));
        Assert.Empty(complaints);
    }
}

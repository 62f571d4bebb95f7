using Deque.AxeCore.Commons;
using PuppeteerSharp;

namespace DrumClassification.Tests.Reporting;

/// <summary>A headless Chromium of this system, started once for a test class. Tests skip, visibly, where there is none.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // Only for a browser that hangs: a machine with much else to do may take long for a page.
    private const int TimeoutMilliseconds = 300_000;

    private readonly TemporaryFolder _profile = new();
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program)
        {
            return;
        }

        _browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = program,
            Headless = true,
            UserDataDir = _profile.Path,

            // The sandbox does not work for root, as whom build machines run.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage", "--no-first-run"],
            DefaultViewport = new ViewPortOptions { Width = 1280, Height = 900 },
            Timeout = TimeoutMilliseconds,
            ProtocolTimeout = TimeoutMilliseconds,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _profile.Dispose();
    }

    /// <summary>Opens a page of this disk and collects everything it complains of.</summary>
    internal async Task<(IPage Page, List<string> Complaints)> OpenAsync(string path)
    {
        Assert.SkipWhen(_browser is null, "Chromium is not installed on this system (Debian: apt-get install chromium)");
        IPage page = await _browser!.NewPageAsync();
        page.DefaultTimeout = TimeoutMilliseconds;
        page.DefaultNavigationTimeout = TimeoutMilliseconds;
        var complaints = new List<string>();
        page.Console += (_, e) =>
        {
            if (e.Message.Type is ConsoleType.Error or ConsoleType.Warning)
            {
                complaints.Add(e.Message.Text);
            }
        };
        page.PageError += (_, e) => complaints.Add(e.Message);
        page.RequestFailed += (_, e) => complaints.Add($"{e.Request.Url}: {e.Request.FailureText}");
        await page.GoToAsync(new Uri(path).AbsoluteUri);
        return (page, complaints);
    }

    /// <summary>What axe, the accessibility checker, finds wrong with a page.</summary>
    internal static async Task<string[]> FindBarriersAsync(IPage page)
    {
        await page.EvaluateExpressionAsync(new BundledAxeScriptProvider().GetScript());
        return await page.EvaluateExpressionAsync<string[]>(
            "axe.run().then(result => result.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.target).join(', ')}`))");
    }

    private static string? Find()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return new[] { "chromium", "chromium-browser", "google-chrome", "google-chrome-stable" }
            .SelectMany(name => folders.Select(folder => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}

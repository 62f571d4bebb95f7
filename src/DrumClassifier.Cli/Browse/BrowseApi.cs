using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DrumClassification.Cli.Report;
using DrumClassification.Library.Storage;
using DrumClassification.Tooling.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DrumClassification.Cli.Browse;

/// <summary>What the page asks. No request names a file: sounds are numbers of rows of the index.</summary>
internal sealed class BrowseApi(BrowseLibrary library, BrowseJobs jobs)
{
    private const int MostRows = 500;

    // All that there is: whatever else is asked for is not found.
    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["browse.html"] = "text/html; charset=utf-8",
        ["common.css"] = "text/css; charset=utf-8",
        ["browse.css"] = "text/css; charset=utf-8",
        ["pictures.js"] = "text/javascript; charset=utf-8",
        ["browse.js"] = "text/javascript; charset=utf-8",
        ["browse.api.js"] = "text/javascript; charset=utf-8",
        ["browse.filters.js"] = "text/javascript; charset=utf-8",
        ["browse.list.js"] = "text/javascript; charset=utf-8",
        ["browse.player.js"] = "text/javascript; charset=utf-8",
        ["browse.detail.js"] = "text/javascript; charset=utf-8",
        ["browse.map.js"] = "text/javascript; charset=utf-8",
        ["browse.actions.js"] = "text/javascript; charset=utf-8",
        ["browse.teach.js"] = "text/javascript; charset=utf-8",
    };

    private readonly ThumbnailMaker _thumbnails = new();

    /// <summary>Says which request is answered by what.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", context => SendFileAsync(context, "browse.html"));
        routes.MapGet("/{file}", context => SendFileAsync(context, (string)context.Request.RouteValues["file"]!));
        routes.MapGet("/api/state", StateAsync);
        routes.MapPost("/api/views", ViewAsync);
        routes.MapGet("/api/rows", RowsAsync);
        routes.MapGet("/api/ids", IdsAsync);
        routes.MapGet("/api/map", MapAsync);
        routes.MapGet("/api/sounds/{id:long}/audio", context => SoundAudio.SendAsync(context, SoundAccess.Find(library, Id(context))));
        routes.MapGet("/api/sounds/{id:long}/spectrogram", SpectrogramAsync);
        routes.MapPost("/api/corrections", CorrectAsync);
        routes.MapGet("/api/corrections.csv", CorrectionsAsync);
        routes.MapPost("/api/index", context => StartAsync(context, jobs.StartIndexing([])));
        routes.MapPost("/api/find", async context => await StartAsync(context, jobs.StartFind((await ReadAsync(context, BrowseJson.Default.FindRequest)).Kind)));
        routes.MapPost("/api/teach", context => StartAsync(context, jobs.StartTeach()));
        routes.MapPost("/api/model", async context => await StartAsync(context, jobs.Use(await ReadAsync(context, BrowseJson.Default.ModelRequest))));
        routes.MapPost("/api/sort", async context => await StartAsync(context, jobs.StartSort(await ReadAsync(context, BrowseJson.Default.SortRequest))));
        routes.MapPost("/api/undo", async context => await StartAsync(context, jobs.StartUndo(await ReadAsync(context, BrowseJson.Default.UndoRequest))));
        routes.MapPost("/api/export", async context => await StartAsync(context, jobs.StartExport(await ReadAsync(context, BrowseJson.Default.ExportRequest))));
        routes.MapPost("/api/stop", context =>
        {
            jobs.Stop();
            return StateAsync(context);
        });
    }

    private static async Task SendFileAsync(HttpContext context, string name)
    {
        if (!Files.TryGetValue(name, out string? type))
        {
            throw new BrowseRefusal(404, "There is no such page.");
        }

        context.Response.ContentType = type;
        await using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        await stream.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type) =>
        await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) ?? throw new BrowseRefusal(400, "The request is empty.");

    private static long Id(HttpContext context) => long.Parse((string)context.Request.RouteValues["id"]!, CultureInfo.InvariantCulture);

    private static int Number(HttpContext context, string name) =>
        int.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new BrowseRefusal(400, $"'{name}' must be a number.");

    private static async Task SendAsync(HttpContext context, byte[] bytes)
    {
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private async Task StartAsync(HttpContext context, bool isStarted)
    {
        if (!isStarted)
        {
            throw new BrowseRefusal(409, "Something else is going on; wait for it, or stop it.");
        }

        await StateAsync(context);
    }

    private Task StateAsync(HttpContext context)
    {
        LibraryReply known = library.Describe();
        bool isKnown = long.TryParse(context.Request.Query["since"], NumberStyles.Integer, CultureInfo.InvariantCulture, out long since) && since == known.Version;
        return context.Response.WriteAsJsonAsync(
            new StateReply(known.Version, isKnown ? null : known, jobs.Indexing, jobs.Work, jobs.Outputs), BrowseJson.Default.StateReply);
    }

    private async Task ViewAsync(HttpContext context)
    {
        SoundView view = library.View(await ReadAsync(context, BrowseJson.Default.ViewRequest));
        await context.Response.WriteAsJsonAsync(new ViewReply(view.Number, view.Ids.Length, view.Version), BrowseJson.Default.ViewReply);
    }

    private Task RowsAsync(HttpContext context)
    {
        SoundView view = library.Find(Number(context, "view"));
        int from = Math.Min(Number(context, "from"), view.Ids.Length);
        long[] ids = [.. view.Ids.AsSpan(from, Math.Min(view.Ids.Length - from, Math.Min(MostRows, Number(context, "count"))))];
        Dictionary<long, float>? alike = view.Alike is { } all ? ids.Select((id, i) => (id, all[from + i])).ToDictionary() : null;
        List<SoundLine> lines = library.Ask(database => new SoundViews(database).Lines(ids));
        return context.Response.WriteAsJsonAsync(
            new RowsReply(from, [.. lines.Select(line => BrowseRows.Of(line, alike?.GetValueOrDefault(line.Id), view.Notes?.GetValueOrDefault(line.Id)?.Note))]), BrowseJson.Default.RowsReply);
    }

    private Task IdsAsync(HttpContext context)
    {
        SoundView view = library.Find(Number(context, "view"));

        // All, or of duplicates those that could go.
        bool onlySpare = context.Request.Query.ContainsKey("spare");
        uint[] ids = [.. view.Ids.Where(id => !onlySpare || view.Notes?.GetValueOrDefault(id)?.IsSpare == true).Select(id => (uint)id)];
        return SendAsync(context, System.Runtime.InteropServices.MemoryMarshal.AsBytes<uint>(ids).ToArray());
    }

    private Task MapAsync(HttpContext context)
    {
        SoundView view = library.Find(Number(context, "view"));
        string[] groups = [.. library.Describe().Labels, SoundGroup.Percussion];
        return SendAsync(context, library.Places().Map(view.Ids, library.Ask(database => new SoundViews(database).Groups()), groups));
    }

    private async Task SpectrogramAsync(HttpContext context)
    {
        SoundLine sound = SoundAccess.Find(library, Id(context));
        await SendAsync(context, _thumbnails.Make(AudioDecoder.DecodeFile(sound.Path)).Data);
    }

    private async Task CorrectAsync(HttpContext context)
    {
        CorrectionRequest request = await ReadAsync(context, BrowseJson.Default.CorrectionRequest);
        LibraryReply known = library.Describe();
        if ((request.Label is { } label && !known.Labels.Contains(label)) || (request.Kind is { } kind && known.Kinds.All(other => other.Name != kind)))
        {
            throw new BrowseRefusal(400, "The model knows no such class or kind.");
        }

        library.Ask(database =>
        {
            byte[][] hashes = [.. new SoundViews(database).Lines(request.Ids).Select(line => line.Hash).OfType<byte[]>()];
            database.InTransaction(() => Array.ForEach(hashes, hash => database.Correct(new Correction(hash, request.Label, request.Kind))));
            return true;
        });
        await StateAsync(context);
    }

    private async Task CorrectionsAsync(HttpContext context)
    {
        using var text = new StringWriter { NewLine = "\n" };
        using (var csv = new CsvRecordWriter<CorrectedSound>(text, [
            new("path", sound => sound.Path),
            new("label", sound => sound.Label),
            new("kind", sound => sound.Kind),
            new("heardLabel", sound => sound.HeardLabel),
            new("heardKind", sound => sound.HeardKind),
            new("hash", sound => Convert.ToHexStringLower(sound.Hash)),
        ]))
        {
            library.Ask(database => new SoundViews(database).Corrected()).ForEach(csv.Write);
        }

        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=corrections.csv";
        await context.Response.WriteAsync(text.ToString(), Encoding.UTF8, context.RequestAborted);
    }
}

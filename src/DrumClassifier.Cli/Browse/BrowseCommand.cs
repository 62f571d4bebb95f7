using System.CommandLine;
using System.Globalization;
using DrumClassification.Cli.Index;
using DrumClassification.Cli.Input;
using DrumClassification.Library.Storage;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Browse;

/// <summary><c>drums browse [DIR…]</c>: a page of this machine alone to look, listen, correct and sort, over the index. Runs until Ctrl-C.</summary>
internal static class BrowseCommand
{
    private const int HighestPort = 65535;

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var paths = new Argument<string[]>("DIR")
        {
            Description = "Folders of sounds, which are indexed while the page is open. Without any, all folders that were indexed before.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var index = new Option<string?>("--index") { Description = "The index to show. Default: the one in your data folder; made if it does not exist.", HelpName = "FILE" };
        var closed = new Option<bool>("--no-open") { Description = "Do not open a browser; only say the address." };
        var port = new Option<int?>("--port")
        {
            Description = "The port to listen on. Default: any that is free.",
            HelpName = "N",
            CustomParser = result => SharedOptions.Number<int>(
                result, number => number is > 0 and <= HighestPort, $"it must be a number from 1 to {HighestPort}.", NumberStyles.None),
        };
        var scan = new ScanGroup();
        var model = new ModelGroup();
        var command = new Command("browse", "Open a page to look at, listen to, correct and sort your sounds; only this machine can reach it.")
        {
            paths, index, closed, port, scan, model,
        };
        command.SetAction((parsed, _) => RunAsync(host, new Settings(
            parsed.GetValue(paths) ?? [],
            parsed.GetValue(index),
            parsed.GetValue(closed),
            parsed.GetValue(port) ?? 0,
            scan.Read(parsed),
            model.Read(parsed))));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, Settings settings)
    {
        string path = IndexChoice.PathToMake(settings.Index);
        if (settings.Paths.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
        {
            throw new WrongUseException(File.Exists(missing) ? $"'{missing}' is a file; name the folder that it is in." : $"The folder {InputExpander.MissingReason(missing)}");
        }

        using var interruption = new Interruption();
        using var library = new BrowseLibrary(path);
        LibraryFolder[] folders = [.. settings.Paths.Select(folder => new LibraryFolder(Path.GetFullPath(folder), settings.Scan.Recursive, settings.Scan.Hidden))];
        if (folders.Length == 0 && library.Ask(database => database.Folders()).Count == 0)
        {
            throw IndexChoice.NothingIndexed(path);
        }

        using var work = new BrowseJobs(host, library, settings.Classifier);
        await using BrowseServer server = await BrowseServer.StartAsync(new BrowseApi(library, work), settings.Port);
        work.StartIndexing(folders);
        host.Streams.Line(server.Address);
        host.Streams.Message("Only this machine can open it, and only with this whole address. Ctrl-C ends it.");
        if (!settings.IsClosed && Browser.TryOpen(server.Address) is { } problem)
        {
            host.Streams.Message(problem);
        }

        try
        {
            await Task.Delay(Timeout.Infinite, interruption.Token);
        }
        catch (OperationCanceledException)
        {
            host.Streams.Message("Closing; a step that has begun is finished.");
        }

        await work.EndAsync();
        return ExitCode.Done;
    }

    private sealed record Settings(string[] Paths, string? Index, bool IsClosed, int Port, ScanOptions Scan, ClassifierRequest Classifier);
}

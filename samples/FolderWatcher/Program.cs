using DrumClassification;
using FolderWatcher;

// Prints what is in a folder and what lands there, until Ctrl-C: dotnet run --project samples/FolderWatcher -- FOLDER
if (args is not [string folder] || !Directory.Exists(folder))
{
    Console.Error.WriteLine("Give the path of one folder to watch.");
    return 2;
}

using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

using IDrumClassifier classifier = DrumClassifier.Create();
using Landings landings = new(folder);
Console.WriteLine($"Watching {Path.GetFullPath(folder)}; Ctrl-C ends.");
try
{
    // One by one as they come; ClassifyFilesAsync would wait for more before it runs the network.
    await foreach (string path in landings.ReadAsync(stop.Token))
    {
        try
        {
            Console.WriteLine($"{Path.GetFileName(path)}: {classifier.Classify(path)}");
        }
        catch (DrumClassifierException exception)
        {
            Console.Error.WriteLine(exception.Message);
        }
    }
}
catch (OperationCanceledException)
{
    Console.WriteLine("Stopped.");
}

return 0;

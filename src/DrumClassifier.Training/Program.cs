using System.Text;
using DrumClassification.Training.Commands;

if (OperatingSystem.IsWindows())
{
    // The old code pages have neither box drawing nor the multiplication sign.
    Console.OutputEncoding = Encoding.UTF8;
}

return await DrumTrainCommand.RunAsync(args, CommandStreams.ForProcess()).ConfigureAwait(false);

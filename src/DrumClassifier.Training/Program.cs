using System.Text;
using DrumClassification.Training.Commands;
using DrumClassification.Training.Runtime;

if (OperatingSystem.IsWindows())
{
    // The old code pages have neither box drawing nor the multiplication sign.
    Console.OutputEncoding = Encoding.UTF8;
}

MemoryReuse.Enable();
return await DrumTrainCommand.RunAsync(args, CommandHost.ForProcess()).ConfigureAwait(false);

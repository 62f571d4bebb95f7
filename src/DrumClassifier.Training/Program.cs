using DrumClassification.Tooling.Terminal;
using DrumClassification.Training.Commands;
using DrumClassification.Training.Runtime;

try
{
    LastWords.SayOnOtherThreads();
    MemoryReuse.Enable();
    return await DrumTrainCommand.RunAsync(args, CommandHost.ForProcess()).ConfigureAwait(false);
}
catch (Exception exception)
{
    return LastWords.Say(exception);
}

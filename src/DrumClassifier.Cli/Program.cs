using DrumClassification;
using DrumClassification.Cli;
using DrumClassification.Cli.Input;
using DrumClassification.Tooling.Terminal;

try
{
    CliStreams streams = CliStreams.ForProcess(() =>
    {
        if (DrumsCommand.Listens(args))
        {
            HeadStart.Begin(TextScreen.Rehearse);
        }
    });
    LastWords.SayOnOtherThreads();
    if (!OperatingSystem.IsWindows() && !Descriptors.CanOpen(Descriptors.Needed))
    {
        return LastWords.SayTooFewFiles();
    }

    return await DrumsCommand.RunAsync(args, CliHost.For(streams));
}
catch (Exception exception)
{
    return LastWords.Say(exception);
}

using DrumClassification.Cli.Commands;
using DrumClassification.Cli.Terminal;

try
{
    CliStreams streams = CliStreams.ForProcess();
    LastWords.SayOnOtherThreads();
    return await DrumsCommand.RunAsync(args, CliHost.For(streams));
}
catch (Exception exception)
{
    return LastWords.Say(exception);
}

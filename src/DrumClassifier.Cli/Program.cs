using System.Text;
using DrumClassification.Cli.Commands;

if (OperatingSystem.IsWindows())
{
    // The old code pages have neither bars nor most file names.
    Console.OutputEncoding = Encoding.UTF8;
}

return await DrumsCommand.RunAsync(args, CliHost.ForProcess());

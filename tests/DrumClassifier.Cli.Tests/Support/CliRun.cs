using DrumClassification.Cli;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Tests;

/// <summary>One run of the command line inside the test process, with the fake (or a given) classifier and captured streams.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    public static async Task<CliRun> RunAsync(params string[] arguments) => await RunAsync(new FakeClassifier(), arguments);

    public static async Task<CliRun> RunAsync(IDrumClassifier classifier, params string[] arguments) =>
        await RunAsync(classifier, new RealFileSystem(), arguments);

    public static async Task<CliRun> RunAsync(IDrumClassifier classifier, IFileSystem disk, params string[] arguments) =>
        await RunAsync(classifier, disk, _ => null, arguments);

    /// <summary>With classifiers as the commands ask for them.</summary>
    public static async Task<CliRun> RunAsync(Func<ClassifierRequest, IDrumClassifier> open, params string[] arguments) =>
        await RunAsync(open, new RealFileSystem(), _ => null, arguments);

    public static async Task<CliRun> RunAsync(IDrumClassifier classifier, IFileSystem disk, Func<string, bool?> answer, params string[] arguments) =>
        await RunAsync(_ => classifier, disk, answer, arguments);

    private static async Task<CliRun> RunAsync(Func<ClassifierRequest, IDrumClassifier> open, IFileSystem disk, Func<string, bool?> answer, string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var streams = CliStreams.For(output, error);
        int code = await DrumsCommand.RunAsync(arguments, new CliHost(streams, open) { FileSystem = disk, Ask = answer });
        return new CliRun(code, output.ToString(), error.ToString());
    }
}

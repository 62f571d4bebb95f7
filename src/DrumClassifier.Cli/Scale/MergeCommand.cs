using System.CommandLine;
using DrumClassification.Cli.Input;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Scale;

/// <summary><c>drums merge OUT IN…</c>: joins what shards have written, and says what is there twice or not at all.</summary>
internal static class MergeCommand
{
    private const int ShownDoubles = 10;

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var output = new Argument<string>("OUT") { Description = "The file to write: .jsonl, .csv or .parquet. A file that is there is replaced." };
        var inputs = new Argument<string[]>("IN") { Description = "The .jsonl files that 'classify --output' has written, one of each shard.", Arity = ArgumentArity.OneOrMore };
        var list = new ListGroup("The list that the shards had: its files that have no result are printed, and count as an error.");
        var command = new Command("merge", "Join the results of several 'classify --shard' into one file.") { output, inputs, list };
        list.Check(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(output) is { Tokens: [{ Value: var path }] } && !ResultTarget.IsKnown(path))
            {
                result.AddError($"OUT is '{path}'; it must end in .jsonl, .csv or .parquet.");
            }
        });
        command.SetAction((parsed, _) => RunAsync(
            host.Streams, new ResultTarget(Path.GetFullPath(parsed.GetRequiredValue(output))), parsed.GetRequiredValue(inputs), list.Read(parsed)));
        return command;
    }

    private static async Task<int> RunAsync(CliStreams streams, ResultTarget target, string[] inputs, PathList? list)
    {
        using var interruption = new Interruption();
        Check(target, inputs);
        list?.Check();
        OutputFile.CheckWritable(target.Path, "output");
        HashSet<PathFingerprint> paths = [];
        int doubles = 0;
        foreach (string input in inputs)
        {
            IEnumerable<string> own = RowReader.Rows([input], isWhole: true, interruption.Token).Select(row => RowReader.PathOf(row.Row));
            foreach (string path in own.Where(path => !paths.Add(PathFingerprint.Of(path))))
            {
                if (doubles++ < ShownDoubles)
                {
                    streams.Error($"'{path}' has a second result in '{input}'.");
                }
            }
        }

        if (doubles > 0)
        {
            streams.Error($"{Numbers.Count(doubles, "result")} too many; nothing was written. Are two of these of the same shard, or of --shard with different numbers of parts?");
            return ExitCode.SomeFailed;
        }

        await ResultTable.WriteAsync(inputs, target, interruption.Token);
        streams.Message($"{Numbers.Count(paths.Count, "result")} of {Numbers.Count(inputs.Length, "file")} in '{target.Path}'.");
        return list is null || CountMissing(streams, paths, list, interruption.Token) == 0 ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private static void Check(ResultTarget target, string[] inputs)
    {
        RunSettings? first = null;
        foreach (string input in inputs)
        {
            if (!File.Exists(input))
            {
                throw new WrongUseException($"'{input}' does not exist; has that shard run?");
            }

            if (!ResultTarget.IsRowsName(input))
            {
                throw new WrongUseException($"'{input}' is no .jsonl file; for one that was made as .csv or .parquet, name the '{Path.GetFileName(input)}.jsonl' beside it.");
            }

            if (Path.GetFullPath(input) == target.Path)
            {
                throw new WrongUseException($"'{input}' is both OUT and IN; name another OUT.");
            }

            RunSettings? settings = RunSettings.Find(input);
            if (settings is not null && first?.Difference(settings) is { } difference)
            {
                throw new WrongUseException($"'{input}' was made with {difference} than those before it, so that its results do not belong to theirs.");
            }

            first ??= settings;
        }
    }

    /// <summary>Prints what is missing as a list of the same form, for another run.</summary>
    private static int CountMissing(CliStreams streams, HashSet<PathFingerprint> paths, PathList list, CancellationToken cancellationToken)
    {
        int missing = 0;
        foreach (string path in list.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (paths.Add(PathFingerprint.Of(path)))
            {
                streams.Data.Write(path);
                streams.Data.Write(list.IsNullSeparated ? '\0' : '\n');
                missing++;
            }
        }

        streams.Data.Flush();
        if (missing > 0)
        {
            streams.Error($"{Numbers.Count(missing, "file")} of the list {(missing == 1 ? "has" : "have")} no result; they are printed, to be classified with --files-from.");
        }

        return missing;
    }
}

namespace DrumClassification.Cli;

/// <summary>The examples at the end of the help.</summary>
internal static class DrumsExamples
{
    /// <summary>By a command's name, or the program's.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["drums"] =
        [
            "drums demo                              make a small kit, sort it, and show how well it went",
            "drums classify Samples                  say what each sound is",
            "drums sort Samples Sorted --dry-run     show what would go where",
            "drums sort Samples Sorted --copy        sort copies, keep the originals",
            "drums undo Sorted                       put every file back",
        ],
        ["classify"] =
        [
            "drums classify mystery.wav CR_07.flac",
            "drums classify Samples --report sounds.html     a page to look at and listen to",
            "drums classify Samples --format csv > sounds.csv",
            "drums classify Samples --format json | jq -r 'select(.label == \"clap\") | .path'",
            "find Samples -name '*.wav' -print0 | drums classify -0 --files-from - --output sounds.parquet",
            "drums classify --files-from list.txt --shard 0/4 --output sounds-0.jsonl     one of four processes",
        ],
        ["merge"] =
        [
            "drums merge sounds.parquet sounds-?.jsonl",
            "drums merge sounds.jsonl sounds-?.jsonl --files-from list.txt > missing.txt",
        ],
        ["sort"] =
        [
            "drums sort Samples Sorted --dry-run     print the plan, touch nothing",
            "drums sort Samples Sorted --copy        keep the originals",
            "drums sort Samples Sorted               move",
            "drums undo Sorted                       put everything back",
            "drums sort Samples Sorted --by kind     hat/closed, cymbal/ride, percussion/cowbell and so on",
            "drums sort Samples Sorted --link --keep-tree",
            "drums sort Samples Sorted --report sorted.html",
            "drums sort Samples Sorted --min-confidence 0.9 --uncertain leave",
            "drums sort Samples Sorted --exclude '*loop*' --exclude 'Old/' --skip-duplicates",
            "drums sort Samples Sorted --format json | jq -r 'select(.outcome == \"failed\") | .reason'",
        ],
        ["undo"] =
        [
            "drums undo Sorted --dry-run             print what would go where, touch nothing",
            "drums undo Sorted                       put every file back",
            "drums undo Sorted --last                only those of the latest sort",
        ],
        ["index"] =
        [
            "drums index Samples                     remember what each sound is",
            "drums index                             look again at all folders that were indexed",
            "drums similar kick.wav                  then: the most alike of all indexed sounds",
            "drums index Samples --index kits.db     another index; name it with --index elsewhere too",
        ],
        ["browse"] =
        [
            "drums browse Samples                    look at, listen to, correct and sort them in your browser",
            "drums browse                            the same for all that was indexed before",
            "drums browse --no-open --port 8123      only say the address, on a port of your own",
        ],
        ["duplicates"] =
        [
            "drums duplicates                        of all sounds that 'drums index' knows",
            "drums duplicates Samples",
            "drums duplicates Samples Downloads --exact",
            "drums duplicates Samples --act trash    keep the best of each, put the others into Samples/.duplicates",
            "drums duplicates Samples --act link     put links in the place of exact copies",
            "drums undo Samples                      put them back",
            "drums duplicates Samples --format json | jq -r 'select(.kind == \"exact\") | .path'",
        ],
        ["similar"] =
        [
            "drums similar kick.wav                  among all sounds that 'drums index' knows",
            "drums similar kick.wav Samples",
            "drums similar kick.wav Samples --count 25 --format csv",
        ],
        ["teach"] =
        [
            "drums teach MySounds -o mine.onnx       MySounds has a folder for each class, of any name",
            "drums sort Samples Sorted --model mine.onnx --dry-run",
            "drums teach MySounds -o mine.onnx --keep-classes     your classes beside kick, hat, snare …",
        ],
        ["demo"] =
        [
            "drums demo                              into a new folder drums-demo",
            "drums demo Trial",
        ],
        ["info"] =
        [
            "drums info",
            "drums info --model mine.onnx",
        ],
    };
}

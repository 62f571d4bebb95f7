using System.Text.Json.Serialization;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>One line of the journal. docs/sorter.md describes the format for people.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HeaderEntry), "drums-journal")]
[JsonDerivedType(typeof(RunEntry), "run")]
[JsonDerivedType(typeof(RunEndEntry), "run-end")]
[JsonDerivedType(typeof(FolderEntry), "folder")]
[JsonDerivedType(typeof(MadeFolderEntry), "made-folder")]
[JsonDerivedType(typeof(StepEntry), "step")]
[JsonDerivedType(typeof(DoneEntry), "done")]
[JsonDerivedType(typeof(NotDoneEntry), "not-done")]
internal abstract record JournalEntry;

/// <summary>The first line.</summary>
/// <param name="Version">Version of the format.</param>
/// <param name="Journal">A random name of this journal, so that no line of another one passes for one of its own; null before version 2.</param>
/// <param name="Key">Which key signs it, see <see cref="JournalKey.Id"/>; null before version 2.</param>
internal sealed record HeaderEntry(int Version, string? Journal = null, string? Key = null) : JournalEntry;

/// <summary>A sort begins, or goes on after it was cut off.</summary>
/// <param name="Run">Its number; the same as before where it goes on.</param>
/// <param name="Started">When, in UTC.</param>
/// <param name="Kind">What it does to the files.</param>
/// <param name="Input">Full path of its input.</param>
/// <param name="Root">Real path, with every link followed, of the folder that the files come from.</param>
internal sealed record RunEntry(int Run, DateTime Started, TransferKind Kind, string Input, string? Root = null) : JournalEntry;

/// <summary>A sort has dealt with all of its files.</summary>
/// <param name="Run">Its number.</param>
internal sealed record RunEndEntry(int Run) : JournalEntry;

/// <summary>A folder, whose list of files is about to change, as it was.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Modified">Time of its last change, in UTC.</param>
/// <param name="Mount">Where its file system was mounted, see <see cref="FolderPlace"/>; null where it moves along with the output, or is not known.</param>
/// <param name="Device">The device it was on; null likewise.</param>
/// <param name="Inode">Its number there; null likewise.</param>
internal sealed record FolderEntry(string Path, ExactTime Modified, string? Mount = null, ulong? Device = null, ulong? Inode = null) : JournalEntry;

/// <summary>A folder that did not exist is about to be made.</summary>
/// <param name="Path">Its path.</param>
internal sealed record MadeFolderEntry(string Path) : JournalEntry;

/// <summary>A step is about to be made.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind">What is done.</param>
/// <param name="From">Path of the file: relative to the output where it is inside, otherwise full.</param>
/// <param name="To">Path that it gets, likewise.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="Modified">Time of the file's last change, in UTC.</param>
/// <param name="Undoes">Number of the step that this one takes back.</param>
internal sealed record StepEntry(long Number, TransferKind Kind, string From, string To, long Size, ExactTime Modified, long? Undoes = null) : JournalEntry
{
    /// <summary>The line that announces a step.</summary>
    public static StepEntry Of(TransferStep step, JournalPaths paths) =>
        new(step.Number, step.Kind, paths.Store(step.Source), paths.Store(step.Destination), step.Size, step.Modified, step.Undoes);
}

/// <summary>A step was made.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Arrived">The time that the file has at its new place, where the file system there could not keep the old one.</param>
/// <param name="Mode">The permissions that the file had at its old place, where the file system at its new one could not keep them.</param>
internal sealed record DoneEntry(long Number, ExactTime? Arrived = null, int? Mode = null) : JournalEntry
{
    /// <summary>The line that says that a step was made.</summary>
    public static DoneEntry Of(TransferStep step)
    {
        if (step.Undoes is not null || !File.Exists(step.Destination))
        {
            return new DoneEntry(step.Number);
        }

        // exFAT has times in steps of 10 ms, FAT of 2 s: how the file looks there tells later whether somebody has changed it since.
        ExactTime arrived = ExactTimes.Modified(step.Destination);
        bool keepsMode = OperatingSystem.IsWindows() || step.Mode is null || File.GetUnixFileMode(step.Destination) == step.Mode;
        return new DoneEntry(step.Number, arrived == step.Modified ? null : arrived, keepsMode ? null : (int)step.Mode!.Value);
    }
}

/// <summary>A step was not made.</summary>
/// <param name="Number">Its number.</param>
internal sealed record NotDoneEntry(long Number) : JournalEntry;

/// <summary>Journal lines to JSON and back without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJsonContext : JsonSerializerContext;

using System.Text.Json.Serialization;
using DrumClassification.Cli.Browse.Findings;
using DrumClassification.Library.Storage;

namespace DrumClassification.Cli.Browse;

/// <summary>What page and server tell each other, to JSON and back without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StateReply))]
[JsonSerializable(typeof(ViewRequest))]
[JsonSerializable(typeof(ViewReply))]
[JsonSerializable(typeof(RowsReply))]
[JsonSerializable(typeof(CorrectionRequest))]
[JsonSerializable(typeof(SortRequest))]
[JsonSerializable(typeof(UndoRequest))]
[JsonSerializable(typeof(ExportRequest))]
[JsonSerializable(typeof(FindRequest))]
[JsonSerializable(typeof(ModelRequest))]
[JsonSerializable(typeof(ErrorReply))]
internal sealed partial class BrowseJson : JsonSerializerContext;

/// <summary>Something went wrong.</summary>
internal sealed record ErrorReply(string Error);

/// <summary>How things stand.</summary>
/// <param name="Version">Changes with the index.</param>
/// <param name="Library">What there is; null if the page has this version.</param>
/// <param name="Indexing">The work on the index.</param>
/// <param name="Work">The work that was asked for last.</param>
/// <param name="Outputs">What can be undone.</param>
internal sealed record StateReply(long Version, LibraryReply? Library, WorkReply Indexing, WorkReply Work, OutputReply[] Outputs);

/// <summary>What there is.</summary>
internal sealed record LibraryReply(
    long Version, string Index, string Model, IReadOnlyList<string> Labels, KindReply[] Kinds, FolderReply[] Folders, int Sounds, SoundFacets Facets,
    int SpectrogramColumns, int SpectrogramBands, string Home, string Separator);

/// <summary>A kind of the model.</summary>
internal sealed record KindReply(string Name, string? Label);

/// <summary>A folder to choose.</summary>
internal sealed record FolderReply(string Path, string Name, int Depth, int Count);

/// <summary>A piece of work.</summary>
internal sealed record WorkReply(long Number, string Name, int Done, int Total, bool IsRunning, string? Message, string? Error, SortReply? Sort, TeachReply? Teach);

/// <summary>What to look for.</summary>
internal sealed record FindRequest(FindingKind Kind);

/// <summary>Which model listens from now on.</summary>
/// <param name="Taught">True for the one that was taught on this page, false for the one that the page was opened with.</param>
internal sealed record ModelRequest(bool Taught);

/// <summary>What was learned from corrections.</summary>
/// <param name="Model">Path of the model.</param>
/// <param name="Command">What uses it for the whole index.</param>
/// <param name="Sounds">How many corrected sounds it was learned from, each counted once.</param>
/// <param name="Before">Share of them that the model had right before, 0 … 1.</param>
/// <param name="After">Share that is right now, each as heard by a model that has not learned from it.</param>
/// <param name="Agreement">Share of other sounds, which the model was sure of, that the new one calls the same; null if there are none.</param>
/// <param name="Classes">Class by class.</param>
/// <param name="Notes">What was left out, in sentences.</param>
internal sealed record TeachReply(string Model, string Command, int Sounds, double Before, double After, double? Agreement, TaughtClass[] Classes, string[] Notes);

/// <summary>A class of it.</summary>
internal sealed record TaughtClass(string Label, int Sounds, int Before, int After);

/// <summary>A folder that was sorted into.</summary>
internal sealed record OutputReply(int Number, string Path);

/// <summary>Which sounds in which order.</summary>
internal sealed record ViewRequest(
    string[]? Groups, string? Kind, string[]? States, double? Lowest, double? Highest, double? Shortest, double? Longest, string? Folder, string? Text, FindingKind? Find,
    SoundOrder Order, long? Like, long[]? Ids);

/// <summary>A list that was made.</summary>
internal sealed record ViewReply(int View, int Count, long Version);

/// <summary>A part of a list.</summary>
internal sealed record RowsReply(int From, RowReply[] Rows);

/// <summary>A sound.</summary>
internal sealed record RowReply(long Id, string Name, string Folder, string State)
{
    public double? Seconds { get; init; }

    public int? Rate { get; init; }

    public int? Channels { get; init; }

    public string? Format { get; init; }

    public string? Group { get; init; }

    public string? Kind { get; init; }

    public bool KindUncertain { get; init; }

    public string? Heard { get; init; }

    public double? Confidence { get; init; }

    public string? Instead { get; init; }

    public float[]? Probabilities { get; init; }

    public byte[]? Wave { get; init; }

    public string? Error { get; init; }

    public string? Warnings { get; init; }

    public double? Loudness { get; init; }

    public double? Similarity { get; init; }

    public string? Note { get; init; }
}

/// <summary>What the user says of sounds; with neither class nor kind what was said is taken back.</summary>
internal sealed record CorrectionRequest(long[] Ids, string? Label, string? Kind);

/// <summary>Sounds to sort.</summary>
/// <param name="Ids">Which.</param>
/// <param name="Output">Full path of the folder to sort into.</param>
/// <param name="Action">"move", "copy" or "link".</param>
/// <param name="ByKind">Whether there is a folder for each kind.</param>
/// <param name="IsPlan">True touches nothing.</param>
internal sealed record SortRequest(long[] Ids, string Output, string Action, bool ByKind, bool IsPlan);

/// <summary>What a sort did, or would do.</summary>
internal sealed record SortReply(bool IsPlan, string Output, string Text, SortedFolder[] Folders, string[] Problems);

/// <summary>A folder of it, with the first files.</summary>
internal sealed record SortedFolder(string Name, int Count, SortedFile[] Files);

/// <summary>A file of it.</summary>
internal sealed record SortedFile(string From, string Name);

/// <summary>Which output to undo the latest sort of.</summary>
internal sealed record UndoRequest(int Number);

/// <summary>Sounds to put into a new folder.</summary>
/// <param name="Ids">Which.</param>
/// <param name="Folder">Full path of the folder.</param>
/// <param name="Form">"copy", "link", "sfz" or "hydrogen".</param>
internal sealed record ExportRequest(long[] Ids, string Folder, string Form);

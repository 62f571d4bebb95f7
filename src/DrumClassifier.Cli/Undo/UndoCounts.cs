using System.Globalization;
using DrumClassification.Cli.Transfer.Steps;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Undo;

/// <summary>Counts what an undo did, or would do, by what that is for the user.</summary>
internal sealed class UndoCounts
{
    private int _back;
    private int _copies;
    private int _links;
    private int _already;

    /// <summary>Files with which the undo is done.</summary>
    public int Total => _back + _copies + _links + _already;

    /// <summary>Counts a file with which the undo is done.</summary>
    /// <param name="undone">The step of the sort.</param>
    /// <param name="wasBack">True if there was nothing left to do for it.</param>
    public void Add(TransferStep undone, bool wasBack)
    {
        _already += wasBack ? 1 : 0;
        _back += !wasBack && undone.Kind == TransferKind.Move ? 1 : 0;
        _copies += !wasBack && undone.Kind == TransferKind.Copy ? 1 : 0;
        _links += !wasBack && undone.Kind == TransferKind.Link ? 1 : 0;
    }

    /// <summary>"8 files put back, 2 copies removed".</summary>
    /// <param name="isPlan">True says what would be done.</param>
    public string Text(bool isPlan)
    {
        string would = isPlan ? "would be " : "";
        string[] parts =
        [
            .. _back > 0 || _copies + _links + _already == 0 ? [$"{Numbers.Count(_back, "file")} {would}put back"] : Array.Empty<string>(),
            .. Removed(_copies, _copies == 1 ? "copy" : "copies"),
            .. Removed(_links, _links == 1 ? "link" : "links"),
            .. _already > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{_already:N0} back already")] : Array.Empty<string>(),
        ];
        return string.Join(", ", parts) + (_copies + _links > 0 ? " (the originals are where they were)" : "");

        string[] Removed(int count, string noun) =>
            count > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun} {would}removed")] : [];
    }
}

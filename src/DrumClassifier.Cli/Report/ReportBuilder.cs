using DrumClassification.Cli.Input;
using DrumClassification.Tooling.Files;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Report;

/// <summary>
/// Collects what happens to each file and writes the report at the end. Pictures are drawn in the background as files come, so that
/// an interrupted run has its report at once.
/// </summary>
internal sealed class ReportBuilder
{
    private readonly ReportTarget _target;
    private readonly ThumbnailMaker _thumbnails = new();
    private readonly AudioEmbedder? _embedder;
    private readonly List<Task<ReportSound>> _sounds = [];
    private readonly int _mostWaiting = 8 * Environment.ProcessorCount;

    private ReportBuilder(ReportTarget target)
    {
        _target = target;
        _embedder = target.EmbedAudio ? new AudioEmbedder() : null;
    }

    /// <summary>Begins a report; null for no target.</summary>
    /// <exception cref="DrumClassifierException">It could not be written in the end.</exception>
    public static ReportBuilder? Begin(ReportTarget? target)
    {
        target?.CheckWritable();
        return target is null ? null : new ReportBuilder(target);
    }

    /// <summary>Adds a file. Waits where drawing has fallen far behind, so that memory stays flat.</summary>
    public void Add(ReportEntry entry)
    {
        if (_target.Format != ReportFormat.Html || entry.Classification is null)
        {
            _sounds.Add(Task.FromResult(new ReportSound(entry)));
            return;
        }

        _sounds.Add(Task.Run(() => Draw(entry)));
        if (_sounds.Count > _mostWaiting)
        {
            _sounds[^_mostWaiting].Wait();
        }
    }

    /// <summary>Adds something that could not even be read.</summary>
    public void Add(FileProblem problem) => Add(new ReportEntry(problem.Path, problem.Path, null, problem.Reason));

    /// <summary>Writes the report, whole or not at all, and says where it is.</summary>
    /// <returns>False if that failed; the error has been printed.</returns>
    public async Task<bool> SaveAsync(ReportHeading heading, CliStreams streams)
    {
        ReportSound[] sounds = await Task.WhenAll(_sounds);
        try
        {
            AtomicFile.Write(_target.Path, stream => Write(stream, heading, sounds));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            streams.Error($"The report '{_target.Path}' could not be written: {exception.Message}");
            return false;
        }

        streams.Message($"Report: '{_target.Path}'{Hint(sounds)}");
        return true;
    }

    private ReportSound Draw(ReportEntry entry)
    {
        try
        {
            AudioClip clip = AudioDecoder.DecodeFile(entry.Location);
            return new ReportSound(entry, _thumbnails.Make(clip), _embedder?.TryEmbed(entry.Location, clip));
        }
        catch (DrumClassifierException)
        {
            // The entry itself says what is wrong with the file.
            return new ReportSound(entry);
        }
    }

    private void Write(Stream stream, ReportHeading heading, IReadOnlyList<ReportSound> sounds)
    {
        switch (_target.Format)
        {
            case ReportFormat.Csv:
                ReportData.WriteCsv(stream, heading, sounds.Select(sound => sound.Entry));
                break;
            case ReportFormat.Json:
                ReportData.WriteJson(stream, heading, sounds.Select(sound => sound.Entry));
                break;
            default:
                HtmlReportWriter.Write(stream, heading, sounds, Path.GetDirectoryName(_target.Path)!);
                break;
        }
    }

    private string Hint(ReportSound[] sounds)
    {
        int linked = sounds.Count(sound => sound.Thumbnail is not null && sound.EmbeddedAudio is null);
        return _embedder is not null && linked > 0
            ? $" ({Numbers.Count(linked, "sound")} beyond {AudioEmbedder.Budget >> 20} MiB not embedded but linked: leave them where they are)"
            : "";
    }
}

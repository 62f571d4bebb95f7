using System.Globalization;

namespace DrumClassification;

/// <summary>Words for what is wrong with a FLAC stream.</summary>
/// <param name="name">"FLAC" or "Ogg FLAC".</param>
internal sealed class FlacDamage(string name)
{
    private const int MostNoted = 3;

    private readonly List<string> _warnings = [];
    private int _count;

    /// <summary>What was found so far, a sentence each.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Bytes were passed over, or frames are missing.</summary>
    /// <param name="position">Samples before the place.</param>
    /// <param name="missing">Samples that are missing there.</param>
    /// <param name="sampleRate">Their rate in Hz; 0 if it is not known.</param>
    public void Note(long position, long missing, int sampleRate)
    {
        if (++_count > MostNoted)
        {
            if (_count == MostNoted + 1)
            {
                _warnings.Add($"The {name} file is damaged at more places.");
            }

            return;
        }

        string what = missing > 0 ? $"{Plural.Of(missing, "sample")} missing there, taken as silence" : "what is no whole frame there was passed over";
        double seconds = position / (double)Math.Max(1, sampleRate);
        _warnings.Add(string.Create(CultureInfo.InvariantCulture, $"The {name} file is damaged at {seconds:0.###} s: {what}."));
    }

    /// <summary>Searching for more frames was given up.</summary>
    public void NoteTooMuch(long position) =>
        _warnings.Add($"The {name} file is too damaged behind its first {Plural.Of(position, "sample")}; the rest was left out.");

    /// <summary>The stream has ended.</summary>
    /// <param name="promised">Samples that its header promises; 0 if it does not say.</param>
    /// <param name="position">Samples that were there.</param>
    /// <param name="isCutOff">Whether the last frame is not whole.</param>
    /// <param name="skipped">Bytes behind the last frame that are no known tag.</param>
    public void NoteEnd(long promised, long position, bool isCutOff, int skipped)
    {
        string? warning = position < promised ? $"The {name} file is truncated: its header promises {Plural.Of(promised, "sample")}, it has {position}."
            : promised > 0 && position > promised ? $"The {name} file has {Plural.Of(position, "sample")}; its header promises only {promised}."
            : promised > 0 ? null
            : isCutOff ? $"The {name} file is truncated: it ends within a frame, behind {Plural.Of(position, "sample")}."
            : skipped > 0 ? $"The {name} file ends with {Plural.Of(skipped, "byte")} of something else, left out."
            : null;
        if (warning is not null)
        {
            _warnings.Add(warning);
        }
    }
}

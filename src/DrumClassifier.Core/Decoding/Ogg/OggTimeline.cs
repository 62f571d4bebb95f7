namespace DrumClassification;

/// <summary>
/// How long a stream is by the granule positions of its pages (RFC 3533; Vorbis I specification, A.2; RFC 7845, section 4): those of
/// the last page say how much of its last block is no sound any more.
/// </summary>
/// <param name="trimsStart">Whether a first page whose position is smaller than what it decodes to begins with what is no sound (Vorbis).</param>
internal sealed class OggTimeline(bool trimsStart)
{
    private long? _position;

    /// <summary>Frames that the pages so far hold.</summary>
    public long Frames { get; private set; }

    /// <summary>Frames at the start that are no sound; they count in <see cref="Frames"/>.</summary>
    public long ToSkip { get; private set; }

    /// <summary>Counts a page in.</summary>
    /// <param name="frames">Frames that its packets decode to.</param>
    /// <param name="page">Its head.</param>
    /// <param name="hasGap">Whether pages before it are missing.</param>
    public void AddPage(long frames, OggPage page, bool hasGap)
    {
        long end = page.GranulePosition;
        if (hasGap)
        {
            _position = null;
        }

        bool isFirst = _position is null && !hasGap && Frames == 0;
        long before = _position ?? 0;
        long excess = before + frames - end;
        if (end >= 0 && excess > 0 && (isFirst || _position is not null))
        {
            if (page.IsLast)
            {
                // A position before the page's start is no position.
                frames -= end >= before ? Math.Min(excess, frames) : 0;
            }
            else if (isFirst && trimsStart)
            {
                ToSkip = Math.Min(excess, frames);
            }
        }

        if (end >= 0)
        {
            _position = end;
        }
        else if (_position is not null)
        {
            _position += frames;
        }

        Frames += frames;
    }
}

namespace DrumClassification.Cli.Report;

/// <summary>
/// A sound in so few bytes that thousands fit into one page: its waveform as the lowest and highest sample of each of
/// <see cref="WaveformColumns"/> equal parts, and a small mel spectrogram over the same time. Both are relative to the sound's own peak.
/// </summary>
/// <param name="Data">
/// The waveform's columns, two signed bytes each (lowest, highest; 127 is the peak); then the spectrogram's
/// <see cref="SpectrogramBands"/> rows of <see cref="SpectrogramColumns"/> levels 0 … 15, lowest band first, two levels a byte, the first in the high half.
/// </param>
/// <param name="Duration">The time that both cover.</param>
/// <param name="SampleRate">The file's own, in Hz.</param>
internal sealed record SoundThumbnail(byte[] Data, TimeSpan Duration, int SampleRate)
{
    /// <summary>Columns of the waveform.</summary>
    public const int WaveformColumns = 96;

    /// <summary>Columns of the spectrogram; even.</summary>
    public const int SpectrogramColumns = 48;

    /// <summary>Rows of the spectrogram, evenly spaced in mel up to <see cref="HighestHertz"/>.</summary>
    public const int SpectrogramBands = 28;

    /// <summary>The upper edge of the spectrogram in Hz, whatever the file's sampling rate.</summary>
    public const double HighestHertz = 16000;

    /// <summary>Length of <see cref="Data"/>.</summary>
    public const int Length = (2 * WaveformColumns) + (SpectrogramColumns * SpectrogramBands / 2);
}

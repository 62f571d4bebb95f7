using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics;
using System.Numerics.Tensors;

namespace DrumClassification.Cli.Report;

/// <summary>Makes <see cref="SoundThumbnail"/>s. Thread-safe.</summary>
internal sealed class ThumbnailMaker
{
    private const double LowestHertz = 30;
    private const double RangeDecibels = 60;
    private const int LargestLevel = 15;

    // A frame every 2048 samples at most, so that nothing of a long sound falls between two frames.
    private const int LargestHop = 2048;
    private const int MostFrames = 4096;
    private const int KeptFrontEnds = 64;

    private static readonly FrontEndSettings HtkScale = new() { MelScale = MelScale.Htk };

    private readonly ConcurrentDictionary<(int SampleRate, int Hop), LogMelFrontEnd> _frontEnds = new();

    /// <summary>Makes one sound's thumbnail.</summary>
    public SoundThumbnail Make(AudioClip clip)
    {
        byte[] data = new byte[SoundThumbnail.Length];
        float peak = TensorPrimitives.MaxMagnitude(clip.Samples);
        peak = Math.Abs(peak);
        if (peak > 0)
        {
            DrawWaveform(clip.Samples, 127 / peak, data.AsSpan(0, 2 * SoundThumbnail.WaveformColumns));
            DrawSpectrogram(clip, data.AsSpan(2 * SoundThumbnail.WaveformColumns));
        }

        return new SoundThumbnail(data, clip.Duration, clip.SampleRate);
    }

    private static void DrawWaveform(ReadOnlySpan<float> samples, float scale, Span<byte> data)
    {
        for (int column = 0; column < SoundThumbnail.WaveformColumns; column++)
        {
            ReadOnlySpan<float> part = Part(samples, column, SoundThumbnail.WaveformColumns);
            data[2 * column] = (byte)(sbyte)MathF.Round(TensorPrimitives.Min(part) * scale);
            data[(2 * column) + 1] = (byte)(sbyte)MathF.Round(TensorPrimitives.Max(part) * scale);
        }
    }

    private void DrawSpectrogram(AudioClip clip, Span<byte> data)
    {
        int hop = HopFor(clip.Samples.Length);
        LogMelFrontEnd frontEnd = FrontEndFor(clip.SampleRate, hop);
        float[] mel = ArrayPool<float>.Shared.Rent(frontEnd.OutputLength);
        frontEnd.Compute(clip.Samples, clip.SampleRate, mel.AsSpan(0, frontEnd.OutputLength));
        int frames = Math.Min(frontEnd.Settings.Frames, 1 + (clip.Samples.Length / hop));
        for (int band = 0; band < frontEnd.Settings.MelBands; band++)
        {
            ReadOnlySpan<float> row = mel.AsSpan(band * frontEnd.Settings.Frames, frames);
            for (int column = 0; column < SoundThumbnail.SpectrogramColumns; column++)
            {
                int level = (int)MathF.Round(TensorPrimitives.Max(Part(row, column, SoundThumbnail.SpectrogramColumns)));
                data[((band * SoundThumbnail.SpectrogramColumns) + column) / 2] |= (byte)(column % 2 == 0 ? level << 4 : level);
            }
        }

        ArrayPool<float>.Shared.Return(mel);
    }

    /// <summary>The values under one column; never empty, so that a sound shorter than the picture is stretched.</summary>
    private static ReadOnlySpan<float> Part(ReadOnlySpan<float> values, int column, int columns)
    {
        int start = (int)((long)values.Length * column / columns);
        int end = (int)((long)values.Length * (column + 1) / columns);
        return values[start..Math.Max(start + 1, end)];
    }

    // One to two frames a column, in few different hops, because each needs tables of its own.
    private static int HopFor(int samples) =>
        (int)Math.Clamp(BitOperations.RoundUpToPowerOf2((uint)(samples / SoundThumbnail.SpectrogramColumns) + 1) / 2, 16, LargestHop);

    private LogMelFrontEnd FrontEndFor(int sampleRate, int hop)
    {
        if (_frontEnds.TryGetValue((sampleRate, hop), out LogMelFrontEnd? known))
        {
            return known;
        }

        LogMelFrontEnd made = new(SettingsFor(sampleRate, hop));
        return _frontEnds.Count < KeptFrontEnds ? _frontEnds.GetOrAdd((sampleRate, hop), made) : made;
    }

    private static FrontEndSettings SettingsFor(int sampleRate, int hop)
    {
        // About 23 ms.
        int fftSize = (int)Math.Clamp(BitOperations.RoundUpToPowerOf2((uint)(sampleRate / 44)), 64, 16384);

        // One frequency axis for all: a file of a low sampling rate fills only the lower rows.
        double highest = Math.Min(SoundThumbnail.HighestHertz, sampleRate / 2.0);
        double share = (Mel(highest) - Mel(LowestHertz)) / (Mel(SoundThumbnail.HighestHertz) - Mel(LowestHertz));
        return new FrontEndSettings
        {
            FftSize = fftSize,
            WindowLength = fftSize,
            HopLength = hop,
            MelBands = Math.Clamp((int)Math.Round(share * SoundThumbnail.SpectrogramBands), 1, SoundThumbnail.SpectrogramBands),
            MinFrequency = LowestHertz,
            MaxFrequency = highest,
            MelScale = MelScale.Htk,
            Frames = hop < LargestHop ? 3 * SoundThumbnail.SpectrogramColumns : MostFrames,
            NormalizePeak = true,
            DynamicRangeDecibels = RangeDecibels,
            PaddingDecibels = -RangeDecibels,
            OutputOffset = RangeDecibels,
            OutputScale = LargestLevel / RangeDecibels,
        };
    }

    private static double Mel(double hertz) => MelFilterBank.ToMel(hertz, HtkScale);
}

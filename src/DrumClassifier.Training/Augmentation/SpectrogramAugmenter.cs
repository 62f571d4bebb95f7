using DrumClassification.Synthesis;

namespace DrumClassification.Training.Augmentation;

/// <summary>
/// Augments a log-mel spectrogram: equaliser, low- and high-pass, noise floor, shift and masks. Filtering a sound adds a curve
/// to its decibels, so that it costs next to nothing here. Sources: Nam et al., "FilterAugment" (2022); Park et al.,
/// "SpecAugment" (2019). Immutable and thread-safe.
/// </summary>
/// <remarks>Expects values of (dB + range) / range, loudest 1, floor 0, as the flagship front end gives; the result is of that kind too.</remarks>
internal sealed class SpectrogramAugmenter(AugmentationSettings settings, FrontEndSettings frontEnd)
{
    private readonly int _bands = frontEnd.MelBands;
    private readonly int _frames = frontEnd.Frames;
    private readonly float _perDecibel = (float)frontEnd.OutputScale;

    /// <summary>Augments a spectrogram in place.</summary>
    public void Apply(Span<float> spectrogram, Random random)
    {
        Span<float> curve = stackalloc float[_bands];
        curve.Clear();
        bool filtered = false;
        if (random.Happens(settings.EqualizerChance))
        {
            AddEqualizer(curve, random);
            filtered = true;
        }

        if (random.Happens(settings.LowPassChance))
        {
            // From half of the mel range up, so that what tells the classes apart is left.
            AddSlope(curve, (int)random.Within(0.5 * _bands, _bands), 1, random.Within(1.5, 12));
            filtered = true;
        }

        if (random.Happens(settings.HighPassChance))
        {
            AddSlope(curve, (int)random.Within(0, 0.12 * _bands), -1, random.Within(1.5, 8));
            filtered = true;
        }

        if (filtered)
        {
            AddCurve(spectrogram, curve);
        }

        if (random.Happens(settings.FloorChance))
        {
            RaiseFloor(spectrogram, (float)random.Within(0, 0.4));
        }

        if (random.Happens(settings.ShiftChance))
        {
            Shift(spectrogram, random.Next(-2, 3));
        }

        if (random.Happens(settings.MaskChance))
        {
            MaskFrames(spectrogram, random);
        }

        if (random.Happens(settings.MaskChance))
        {
            int width = random.Next(1, Math.Max(2, _bands / 8));
            int first = random.Next(0, _bands - width);
            spectrogram.Slice(first * _frames, width * _frames).Clear();
        }
    }

    /// <summary>A piecewise linear curve through three to six random points.</summary>
    private void AddEqualizer(Span<float> curve, Random random)
    {
        int segments = random.Next(2, 6);
        double strength = settings.EqualizerDecibels * _perDecibel;
        double left = random.Within(-strength, strength);
        for (int segment = 0; segment < segments; segment++)
        {
            double right = random.Within(-strength, strength);
            int from = segment * _bands / segments;
            int to = (segment + 1) * _bands / segments;
            for (int band = from; band < to; band++)
            {
                curve[band] += (float)(left + (right - left) * (band - from) / (to - from));
            }

            left = right;
        }
    }

    private void AddSlope(Span<float> curve, int corner, int direction, double decibelsPerBand)
    {
        for (int band = corner; band >= 0 && band < _bands; band += direction)
        {
            curve[band] -= (float)(Math.Abs(band - corner) * decibelsPerBand * _perDecibel);
        }
    }

    /// <summary>Adds the curve where there is sound, and brings the loudest value back to 1.</summary>
    private void AddCurve(Span<float> spectrogram, ReadOnlySpan<float> curve)
    {
        float loudest = float.MinValue;
        for (int band = 0; band < _bands; band++)
        {
            foreach (ref float value in spectrogram.Slice(band * _frames, _frames))
            {
                if (value > 0)
                {
                    value += curve[band];
                    loudest = Math.Max(loudest, value);
                }
            }
        }

        if (loudest == float.MinValue)
        {
            return;
        }

        // What was at the floor stays there: below it nothing is known.
        float lift = 1 - loudest;
        foreach (ref float value in spectrogram)
        {
            value = value == 0 ? 0 : Math.Clamp(value + lift, 0, 1);
        }
    }

    private static void RaiseFloor(Span<float> spectrogram, float floor)
    {
        foreach (ref float value in spectrogram)
        {
            value = Math.Max(value, floor);
        }
    }

    private void Shift(Span<float> spectrogram, int frames)
    {
        for (int band = 0; band < _bands; band++)
        {
            Span<float> row = spectrogram.Slice(band * _frames, _frames);
            if (frames > 0)
            {
                row[..^frames].CopyTo(row[frames..]);
                row[..frames].Clear();
            }
            else if (frames < 0)
            {
                row[-frames..].CopyTo(row);
                row[^-frames..].Fill(row[^(1 - frames)]);
            }
        }
    }

    private void MaskFrames(Span<float> spectrogram, Random random)
    {
        // The first frames hold the attack, without which a sound may truly be another.
        int width = random.Next(1, Math.Max(2, _frames / 10));
        int first = random.Next(_frames / 12, _frames - width);
        for (int band = 0; band < _bands; band++)
        {
            spectrogram.Slice(band * _frames + first, width).Clear();
        }
    }
}

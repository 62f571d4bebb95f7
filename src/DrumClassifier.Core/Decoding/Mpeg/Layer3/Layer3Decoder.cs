namespace DrumClassification;

/// <summary>
/// Decodes Layer III of MPEG 1, 2 and 2.5, frame by frame (ISO 11172-3, ISO 13818-3). Our own, because the managed library that decodes
/// the other layers takes four to six times libsndfile's time here, and reads intensity stereo of MPEG 2 wrong.
/// </summary>
internal sealed class Layer3Decoder
{
    // What a frame may take over from those before it: main_data_begin has 9 bits.
    private const int ReservoirSize = 511;

    // A broken granule may be read on for 288 pairs of 47 bits past all there is.
    private const int Margin = 4096;

    private readonly Layer3SideInfo _sideInfo = new();
    private readonly Layer3ScaleFactors[] _scaleFactors = [new(), new()];
    private readonly float[][] _lines = [new float[Layer3Spectrum.Lines], new float[Layer3Spectrum.Lines]];
    private readonly Layer3Hybrid[] _hybrids = [new(), new()];
    private readonly SynthesisFilterBank[] _filterBanks = [new(), new()];
    private readonly float[] _slots = new float[Layer3Spectrum.Lines];
    private readonly int[] _counts = new int[2];
    private byte[] _data = new byte[ReservoirSize + Margin];
    private int _kept;

    /// <summary>Decodes a frame.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="frame">The whole frame with its header.</param>
    /// <param name="channels">Receive <see cref="MpegHeader.Samples"/> samples each; silence where the frame cannot be decoded.</param>
    /// <returns>False if the frame is broken, or needs data of frames that are not there.</returns>
    public bool Decode(MpegHeader header, ReadOnlySpan<byte> frame, float[][] channels)
    {
        int sideStart = MpegHeader.Size + (header.HasCrc ? 2 : 0);
        int mainStart = sideStart + header.SideInfoSize;
        bool isValid = frame.Length >= mainStart;
        if (isValid)
        {
            Span<byte> side = stackalloc byte[40];
            frame[sideStart..mainStart].CopyTo(side);
            Layer3BitReader bits = new(side, 0);
            isValid = _sideInfo.Read(ref bits, header);
        }

        int end = Append(isValid ? frame[mainStart..] : []);
        int start = (_kept - (isValid ? _sideInfo.MainDataBegin : 0)) * 8;
        isValid = isValid && start >= 0 && start + _sideInfo.MainDataBits <= end * 8;
        DecodeGranules(header, isValid ? start : null, channels);
        Keep(end);
        return isValid;
    }

    private int Append(ReadOnlySpan<byte> main)
    {
        int needed = _kept + main.Length + Margin;
        if (_data.Length < needed)
        {
            Array.Resize(ref _data, needed);
        }

        main.CopyTo(_data.AsSpan(_kept));
        return _kept + main.Length;
    }

    private void Keep(int end)
    {
        _kept = Math.Min(end, ReservoirSize);
        _data.AsSpan(end - _kept, _kept).CopyTo(_data);
    }

    private void DecodeGranules(MpegHeader header, int? start, float[][] channels)
    {
        int position = start ?? 0;
        for (int granule = 0; granule < header.Samples / Layer3Spectrum.Lines; granule++)
        {
            for (int channel = 0; channel < header.Channels; channel++)
            {
                _counts[channel] = 0;
                Layer3Granule part = _sideInfo.Granules[granule][channel];
                if (start is not null)
                {
                    _counts[channel] = ReadLines(header, granule, channel, position);
                    position += part.Part23Length;
                }
                else
                {
                    _lines[channel].AsSpan().Clear();
                }
            }

            if (header.Mode == 1 && header.ModeExtension != 0 && start is not null)
            {
                Layer3Stereo.Decode(header, _sideInfo.Granules[granule][1], _scaleFactors[1], _lines, _counts[1]);
                _counts.AsSpan().Fill(Math.Max(_counts[0], _counts[1]));
            }

            for (int channel = 0; channel < header.Channels; channel++)
            {
                Synthesize(header, granule, channel, channels[channel].AsSpan(granule * Layer3Spectrum.Lines, Layer3Spectrum.Lines));
            }
        }
    }

    private int ReadLines(MpegHeader header, int granule, int channel, int position)
    {
        Layer3Granule part = _sideInfo.Granules[granule][channel];
        Layer3ScaleFactors factors = _scaleFactors[channel];
        Layer3BitReader bits = new(_data, position);
        if (header.Version == MpegAudioVersion.Mpeg1)
        {
            factors.Read(ref bits, part, granule == 0 ? 0 : _sideInfo.Shared[channel]);
        }
        else
        {
            factors.ReadLowRate(ref bits, part, channel == 1 && header.Mode == 1 && (header.ModeExtension & 1) != 0);
        }

        int count = Layer3Spectrum.Read(ref bits, part, header, position + part.Part23Length, _lines[channel]);
        Layer3Spectrum.Scale(part, factors, header, _lines[channel], count);
        return count;
    }

    private void Synthesize(MpegHeader header, int granule, int channel, Span<float> output)
    {
        Layer3Granule part = _sideInfo.Granules[granule][channel];
        _hybrids[channel].Decode(part, _lines[channel], _counts[channel], Layer3Bands.Short(header.SampleRate), _slots);
        for (int slot = 0; slot < _slots.Length; slot += 32)
        {
            _filterBanks[channel].Decode(_slots.AsSpan(slot, 32), output[slot..]);
        }
    }
}

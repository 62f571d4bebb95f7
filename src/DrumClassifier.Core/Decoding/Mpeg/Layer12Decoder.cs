using NLayer;

namespace DrumClassification;

/// <summary>Decodes Layers I and II through NLayer, which gets one frame at a time and never sees the stream.</summary>
internal sealed class Layer12Decoder
{
    private readonly MpegFrameDecoder _decoder = new();
    private readonly Frame _frame = new();
    private readonly float[] _samples = new float[2 * 1152];

    /// <summary>Decodes a frame.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="frame">The whole frame with its header.</param>
    /// <param name="channels">Receive <see cref="MpegHeader.Samples"/> samples each; silence where the frame cannot be decoded.</param>
    /// <returns>False if the frame is broken.</returns>
    public bool Decode(MpegHeader header, ReadOnlySpan<byte> frame, float[][] channels)
    {
        _frame.Set(header, frame);
        int decoded;
        try
        {
            decoded = _decoder.DecodeFrame(_frame, _samples.AsSpan());
        }
#pragma warning disable CA1031 // The library throws whatever an index out of its tables leads to.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            decoded = 0;
        }
#pragma warning restore CA1031

        bool isValid = decoded == header.Samples * header.Channels;
        for (int channel = 0; channel < header.Channels; channel++)
        {
            for (int i = 0; i < header.Samples; i++)
            {
                channels[channel][i] = isValid ? _samples[(i * header.Channels) + channel] : 0;
            }
        }

        return isValid;
    }

    private sealed class Frame : IMpegFrame
    {
        private MpegHeader _header;
        private byte[] _bytes = [];
        private int _length;
        private int _position;

        public int SampleRate => _header.SampleRate;

        public int SampleRateIndex => _header.SampleRateIndex;

        public int FrameLength => _length;

        // Of a free format the allocation table follows from the length.
        public int BitRate => _header.BitRate > 0 ? _header.BitRate : (int)((long)_length * 8 * _header.SampleRate / _header.Samples);

        public MpegVersion Version => _header.Version switch
        {
            MpegAudioVersion.Mpeg1 => MpegVersion.Version1,
            MpegAudioVersion.Mpeg2 => MpegVersion.Version2,
            _ => MpegVersion.Version25,
        };

        public MpegLayer Layer => _header.Layer == 1 ? MpegLayer.LayerI : MpegLayer.LayerII;

        public MpegChannelMode ChannelMode => (MpegChannelMode)_header.Mode;

        public int ChannelModeExtension => _header.ModeExtension;

        public int SampleCount => _header.Samples;

        public int BitRateIndex => _header.BitRateIndex;

        public bool IsCopyrighted => false;

        public bool HasCrc => _header.HasCrc;

        public bool IsCorrupted => false;

        public void Set(MpegHeader header, ReadOnlySpan<byte> frame)
        {
            _header = header;
            if (_bytes.Length < frame.Length)
            {
                _bytes = new byte[frame.Length];
            }

            frame.CopyTo(_bytes);
            _length = frame.Length;
            Reset();
        }

        public void Reset() => _position = 8 * (MpegHeader.Size + (_header.HasCrc ? 2 : 0));

        // Past the end there is nothing but zeros.
        public int ReadBits(int bitCount)
        {
            int value = 0;
            for (int i = 0; i < bitCount; i++, _position++)
            {
                int index = _position >> 3;
                value = (value << 1) | (index < _length ? (_bytes[index] >> (7 - (_position & 7))) & 1 : 0);
            }

            return value;
        }
    }
}

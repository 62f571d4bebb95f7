using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>Finds the sound in an Amiga file (.8svx, .iff; Electronic Arts' 8SVX of 1985, and 16SV): signed samples after a voice header.</summary>
internal static class SvxReader
{
    private const string Container = "8SVX";
    private const uint StereoChannels = 6;

    /// <summary>Reads the chunks up to the sound.</summary>
    /// <exception cref="CorruptAudioException">The header is truncated or its numbers cannot be true.</exception>
    public static PcmSound ReadHeader(AudioInput input)
    {
        Span<byte> head = stackalloc byte[12];
        input.ReadHeader(head, Container);
        bool isWide = head[8..].SequenceEqual("16SV"u8);
        Span<byte> voice = stackalloc byte[20];
        Span<byte> channels = stackalloc byte[4];
        channels.Clear();
        bool hasVoice = false;
        ChunkWalker chunks = new(input, bigEndian: true);
        while (chunks.MoveNext())
        {
            switch (chunks.Id)
            {
                case "VHDR":
                    hasVoice = chunks.Read(voice) >= 16;
                    break;
                case "CHAN":
                    chunks.Read(channels);
                    break;
                case "BODY" when hasVoice:
                    bool isStereo = BinaryPrimitives.ReadUInt32BigEndian(channels) == StereoChannels;
                    return Describe(voice, isWide, isStereo, chunks);
            }
        }

        throw new CorruptAudioException($"The 8SVX file has no {(hasVoice ? "samples: no 'BODY'" : "voice header ('VHDR')")} chunk.");
    }

    private static PcmSound Describe(ReadOnlySpan<byte> voice, bool isWide, bool isStereo, ChunkWalker body)
    {
        long oneShot = BinaryPrimitives.ReadUInt32BigEndian(voice);
        long repeated = BinaryPrimitives.ReadUInt32BigEndian(voice[4..]);
        int sampleRate = BinaryPrimitives.ReadUInt16BigEndian(voice[12..]);
        if (voice[15] != 0)
        {
            return PcmSound.Foreign(Container, "Fibonacci delta compression");
        }

        PcmSound.Check(Container, 1, sampleRate);
        int size = isWide ? 2 : 1;
        long? length = body.Size is 0 or >= PcmSound.UnknownSize ? null : body.Size;
        List<string> warnings = [];
        if (isStereo && length is not null)
        {
            // One channel after the other, not interleaved.
            warnings.Add("Of the two channels, which stand one after the other in an 8SVX file, the left one was read.");
            length /= 2;
        }

        // Further octaves are the same sound again.
        long octave = (oneShot + repeated) * size;
        length = voice[14] > 1 && octave > 0 && octave < length ? octave : length;
        return new PcmSound(Container, isWide ? SampleEncoding.Signed16 : SampleEncoding.Signed8, true, 1, sampleRate)
        {
            Start = body.BodyStart,
            Length = length,
            Trailer = length is null || length == body.Size ? SoundTrailer.FormChunks : SoundTrailer.Anything,
            Warnings = warnings,
        };
    }
}

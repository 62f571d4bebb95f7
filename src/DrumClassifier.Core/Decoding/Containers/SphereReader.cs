using System.Globalization;
using System.Text;

namespace DrumClassification;

/// <summary>Finds the sound in a NIST SPHERE file (.sph, .nist): lines of names and values, and the sound after a header of a whole number of KiB.</summary>
internal static class SphereReader
{
    private const string Container = "NIST SPHERE";
    private const int MaxHeaderSize = 1 << 16;

    /// <summary>Reads the header.</summary>
    /// <exception cref="CorruptAudioException">The header is truncated or its numbers cannot be true.</exception>
    public static PcmSound ReadHeader(AudioInput input)
    {
        long origin = input.Position;
        Span<byte> head = stackalloc byte[16];
        input.ReadHeader(head, Container);
        int headerSize = int.TryParse(Encoding.ASCII.GetString(head[8..]), CultureInfo.InvariantCulture, out int parsed) ? parsed : 0;
        if (headerSize is < 32 or > MaxHeaderSize)
        {
            throw new CorruptAudioException($"The NIST SPHERE file says that its header has {Plural.Of(headerSize, "byte")}.");
        }

        byte[] text = new byte[headerSize - head.Length];
        input.ReadHeader(text, Container);
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (string line in Encoding.ASCII.GetString(text).Split('\n'))
        {
            // name -type value
            string[] words = line.Trim().Split(' ', 3);
            if (words.Length == 3)
            {
                fields.TryAdd(words[0], words[2]);
            }
        }

        return Describe(fields) with { Start = origin + headerSize };
    }

    private static PcmSound Describe(Dictionary<string, string> fields)
    {
        string coding = fields.GetValueOrDefault("sample_coding", "pcm");
        int bytes = (int)Math.Clamp(Number("sample_n_bytes", 2), 0, 8);
        SampleEncoding? encoding = coding switch
        {
            "pcm" when bytes is >= 1 and <= 4 => PcmSound.SignedInteger(bytes),
            "ulaw" or "mu-law" => SampleEncoding.MuLaw,
            "alaw" => SampleEncoding.ALaw,
            _ => null,
        };
        if (encoding is null)
        {
            return PcmSound.Foreign(Container, $"coding '{ChunkWalker.ToText(Encoding.ASCII.GetBytes(coding))}' of {Plural.Of(bytes, "byte")}");
        }

        long channels = Number("channel_count", 1);
        long sampleRate = Number("sample_rate", 0);
        PcmSound.Check(Container, channels, sampleRate);
        bool bigEndian = fields.GetValueOrDefault("sample_byte_format", "01").StartsWith('1');
        PcmSound sound = new(Container, encoding.Value, bigEndian, (int)channels, (int)sampleRate);
        long frames = Number("sample_count", 0);
        return sound with { Length = frames is > 0 and < long.MaxValue / (8 * ushort.MaxValue) ? frames * sound.FrameSize : null, Trailer = SoundTrailer.Nothing };

        long Number(string name, long fallback)
            => fields.TryGetValue(name, out string? value) && long.TryParse(value, CultureInfo.InvariantCulture, out long number) ? number : fallback;
    }
}

using System.Globalization;
using System.Text;

namespace DrumClassification;

/// <summary>Finds the sound in a Portable Voice Format file (.pvf, of mgetty): a line of letters, a line of three numbers, big-endian integers.</summary>
internal static class PvfReader
{
    private const string Container = "PVF";
    private const int LongestHeader = 64;

    /// <summary>Reads the header.</summary>
    /// <exception cref="CorruptAudioException">The header is truncated or its numbers cannot be true.</exception>
    public static PcmSound ReadHeader(AudioInput input)
    {
        long origin = input.Position;
        Span<byte> head = stackalloc byte[LongestHeader];
        head = head[..input.Peek(head)];
        int first = head.IndexOf((byte)'\n');
        int second = first < 0 ? -1 : head[(first + 1)..].IndexOf((byte)'\n');
        string[] words = second < 0 ? [] : Encoding.ASCII.GetString(head.Slice(first + 1, second)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 3 || !Number(words[0], out int channels) || !Number(words[1], out int sampleRate) || !Number(words[2], out int bits))
        {
            throw new CorruptAudioException("The PVF header does not say channels, sampling rate and bits in its second line.");
        }

        PcmSound.Check(Container, channels, sampleRate);
        return bits is 8 or 16 or 32
            ? new PcmSound(Container, PcmSound.SignedInteger(bits / 8), true, channels, sampleRate) { Start = origin + first + second + 2 }
            : throw new CorruptAudioException($"The PVF header says {bits} bits a sample; it must be 8, 16 or 32.");
    }

    private static bool Number(string word, out int number) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

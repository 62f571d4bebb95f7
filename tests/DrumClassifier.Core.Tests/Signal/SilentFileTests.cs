using System.Buffers.Binary;
using DrumClassification.Tests.Decoding;

namespace DrumClassification.Tests.Signal;

/// <summary>
/// Files of silence, dither and a constant are silent in every format that the tests can write.
/// <c>DRUMCLASSIFIER_SILENT_CASES</c> sets how many are tried (default 120).
/// </summary>
public sealed class SilentFileTests
{
    private const int Rate = 44100;
    private const double Longest = 60;
    private const double LongestFlac = 4;
    private const double ThresholdDecibels = -30;

    private static readonly (string Name, Func<short[], byte[]> Write)[] Formats =
    [
        ("WAV", samples => WavWriter.ToBytes(Floats(samples), Rate)),
        ("WAV, 24 bits", samples => WavWriter.ToBytes(Floats(samples), Rate, 1, WavEncoding.Pcm24)),
        ("WAV, floats", samples => WavWriter.ToBytes(Floats(samples), Rate, 1, WavEncoding.Ieee32)),
        ("RIFX", samples => ChunkFile.Wav("RIFX").AddFormat(1, 1, Rate, 16).Add("data", Bytes(samples, true)).ToBytes()),
        ("AIFF", samples => ChunkFile.Aiff().AddCommon(1, (uint)samples.Length, 16, Rate).AddSound(Bytes(samples, true)).ToBytes()),
        ("AIFC", samples => ChunkFile.Aiff(true).AddCommon(1, (uint)samples.Length, 16, Rate, "sowt").AddSound(Bytes(samples, false)).ToBytes()),
        ("AU", samples => ContainerWriter.Au(Bytes(samples, true))),
        ("CAF", samples => ContainerWriter.Caf(Bytes(samples, true))),
        ("Wave64", samples => ContainerWriter.Wave64(Bytes(samples, false))),
        ("IRCAM", samples => ContainerWriter.Ircam(Bytes(samples, false))),
        ("AVR", samples => ContainerWriter.Avr(Bytes(samples, true))),
        ("16SV", samples => ContainerWriter.Svx(Bytes(samples, true), isWide: true)),
        ("FLAC", samples => Flac(samples).ToBytes()),
        ("Ogg FLAC", samples => OggWriter.ToBytes(OggWriter.FlacPackets(Flac(samples)))),

        // Frames without any bits: what an encoder makes of digital silence.
        ("MP3", samples => Frames([0xFF, 0xFB, 0x90, 0xC0], 417, 1152, samples.Length)),
        ("MPEG layer II", samples => Frames([0xFF, 0xFD, 0x80, 0xC0], 417, 1152, samples.Length)),
        ("MPEG layer I", samples => Frames([0xFF, 0xFF, 0x40, 0xC0], 136, 384, Math.Max(samples.Length, 4 * 384))),
    ];

    [Fact]
    public void Silent_files_of_1_ms_to_a_minute_in_any_format_are_silent()
    {
        int cases = Mutation.FromEnvironment("DRUMCLASSIFIER_SILENT_CASES", 120);
        Parallel.For(0, cases, seed =>
        {
            Random random = new(seed);
            (string name, Func<short[], byte[]> write) = Formats[seed % Formats.Length];
            double longest = name.Contains("FLAC", StringComparison.Ordinal) ? LongestFlac : Longest;
            double seconds = 0.001 * Math.Pow(longest / 0.001, random.NextDouble());
            short offset = (short)(random.Next(2) == 0 ? 0 : random.Next(-20_000, 20_000));
            int dither = random.Next(3);
            short[] samples = [.. Enumerable.Range(0, Math.Max(1, (int)(seconds * Rate))).Select(_ => (short)(offset + random.Next(-dither / 2, 1 + ((dither + 1) / 2))))];
            AudioDecodeOptions options = new() { UseLibsndfile = false };
            UncertainReason reason = AudioDecoder.Read(new MemoryStream(write(samples)), options, (reader, limits) =>
            {
                using SoundCollector sound = SoundCollector.Collect(reader, limits);
                SoundAnalysis analysis = SoundAnalyzer.Analyze(sound.Samples, Rate, ThresholdDecibels, sound.Source.QuantizationStep);
                return SoundGate.Judge(analysis, TimeSpan.FromSeconds(8));
            });
            Assert.True(reason == UncertainReason.Silent, $"case {seed}: {name} of {seconds:F4} s, offset {offset}, dither {dither} is {reason}");
        });
    }

    private static FlacWriter Flac(short[] samples)
        => new FlacWriter(1, Rate, 16).AddAll([[.. samples.Select(sample => (int)sample)]], 4096, new() { Channels = [new(FlacCodingKind.Verbatim)] });

    private static byte[] Frames(byte[] header, int size, int samplesOfFrame, int samples)
        => [.. Enumerable.Repeat<byte[]>([.. header, .. new byte[size - header.Length]], (samples + samplesOfFrame - 1) / samplesOfFrame).SelectMany(frame => frame)];

    private static float[] Floats(short[] samples) => [.. samples.Select(sample => sample / 32768f)];

    private static byte[] Bytes(short[] samples, bool bigEndian)
    {
        byte[] bytes = new byte[2 * samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            short value = bigEndian ? BinaryPrimitives.ReverseEndianness(samples[i]) : samples[i];
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), value);
        }

        return bytes;
    }
}

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
            UncertainReason reason = Judge(new MemoryStream(write(samples)));
            Assert.True(reason == UncertainReason.Silent, $"case {seed}: {name} of {seconds:F4} s, offset {offset}, dither {dither} is {reason}");
        });
    }

    /// <summary>Silence, dither and hiss that went through an encoder that loses something, so far as this system has one.</summary>
    [Theory]
    [InlineData("ogg", SndfileWriter.OggVorbis)]
    [InlineData("opus", SndfileWriter.OggOpus)]
    [InlineData("mp3", SndfileWriter.Mp3)]
    [InlineData("wav", SndfileWriter.WavImaAdpcm)]
    [InlineData("wav", SndfileWriter.WavMicrosoftAdpcm)]
    [InlineData("wav", SndfileWriter.WavMuLaw)]
    [InlineData("wav", SndfileWriter.WavALaw)]
    [InlineData("aif", SndfileWriter.AiffIma)]
    [InlineData("caf", SndfileWriter.CafALaw)]
    public void Silence_and_faint_noise_stay_silent_in_formats_that_lose_something(string extension, int format)
    {
        using var folder = new TemporaryFolder();
        int rate = format == SndfileWriter.OggOpus ? 48000 : Rate;
        int cases = Mutation.FromEnvironment("DRUMCLASSIFIER_SILENT_CASES", 120) / 10;
        Parallel.For(0, cases, seed =>
        {
            Random random = new(seed);
            double seconds = 0.001 * Math.Pow(Longest / 0.001, random.NextDouble());
            float[] samples = (seed % 4) switch
            {
                0 => new float[Math.Max(1, (int)(seconds * rate))],
                1 => [.. Enumerable.Range(0, Math.Max(1, (int)(seconds * rate))).Select(_ => (random.Next(3) - 1) / 32768f)],
                2 => Strokes.Hiss(rate, seconds, 0.0003 * Math.Pow(10, random.NextDouble()), seed),
                _ => [.. Strokes.Pink(rate, seconds, seed).Select(sample => sample * 0.003f)],
            };
            string path = folder[$"{seed}.{extension}"];
            SndfileWriter.Write(path, samples, rate, 1, format);
            UncertainReason reason = Judge(File.OpenRead(path));
            File.Delete(path);
            Assert.True(reason == UncertainReason.Silent, $"case {seed}, kind {seed % 4}, of {seconds:F4} s is {reason}");
        });
    }

    private static UncertainReason Judge(Stream file)
    {
        using (file)
        {
            return AudioDecoder.Read(file, new AudioDecodeOptions { UseLibsndfile = false }, (reader, limits) =>
            {
                using SoundCollector sound = SoundCollector.Collect(reader, limits);
                SoundAnalysis analysis = SoundAnalyzer.Analyze(sound.Samples, reader.SampleRate, ThresholdDecibels, sound.Source.QuantizationStep);

                // What is faint for longer than a hit lasts is not looked at for its shape.
                return sound.IsFaintAndLong ? UncertainReason.Silent : SoundGate.Judge(analysis, TimeSpan.FromSeconds(8));
            });
        }
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

namespace DrumClassification.Tests.Decoding;

/// <summary>Small FLAC files with every kind of subframe, stereo mode and block size: what fuzzing starts from.</summary>
internal static class FlacSeeds
{
    private static readonly FlacCoding[] Codings =
    [
        new(FlacCodingKind.Constant),
        new(FlacCodingKind.Verbatim),
        new(FlacCodingKind.Fixed) { Order = 4, PartitionOrder = 2, ParameterBits = 5 },
        new(FlacCodingKind.Fixed) { Order = 1, PartitionOrder = 2, ParameterBits = 5, Escape = true },
        new(FlacCodingKind.Linear) { Coefficients = [1945, -921, 3], ParameterBits = 5 },
        new(FlacCodingKind.Linear) { Coefficients = [1945, -921, 3, -1, 2, 3, -2, -3, 1, 2], PartitionOrder = 1, ParameterBits = 5 },
        new(FlacCodingKind.Linear) { Coefficients = [1945, -921, 3], ParameterBits = 5, WastedBits = 2 },
    ];

    /// <summary>One writer for each coding and depth; stereo modes and rates go round.</summary>
    public static IEnumerable<FlacWriter> Writers()
    {
        int[] depths = [8, 16, 24, 32];
        int?[] modes = [null, 8, 9, 10];
        int number = 0;
        foreach (FlacCoding coding in Codings)
        {
            foreach (int bits in depths)
            {
                int? mode = modes[number % 4];
                int[][] samples = coding.Kind == FlacCodingKind.Constant
                    ? [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Repeat(5, 80).ToArray())]
                    : FlacWaves.Slow(mode is null ? 1 + (number % 3) : 2, 80, bits, 2);
                FlacFrameCoding frame = new() { Channels = [coding], StereoCode = mode, HasBits = number % 2 == 0, RateCode = number % 3 == 0 ? 9 : 0 };
                number++;
                yield return new FlacWriter(samples.Length, 44100, bits) { CountsSamples = number % 5 == 0 }.AddAll(samples, 40, frame);
            }
        }
    }

    /// <summary>The files: every second one in Ogg.</summary>
    public static IEnumerable<byte[]> All()
        => Writers().Select((writer, i) => i % 2 == 0
            ? writer.ToBytes(null, FlacWriter.Block(4, new byte[9]))
            : OggWriter.ToBytes(OggWriter.FlacPackets(writer, FlacWriter.Block(4, new byte[9])), segmentsOnPage: 1 + (i % 3)));
}

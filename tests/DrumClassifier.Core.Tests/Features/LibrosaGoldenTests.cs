using System.Text.Json;

namespace DrumClassification.Tests;

/// <summary>Holds the front end to numbers that librosa 0.11 computed from the same samples.</summary>
public sealed class LibrosaGoldenTests
{
    private const double ToleranceDecibels = 1e-3;
    private const double QuietestComparedDecibels = -79;

    public static TheoryData<string> Signals
    {
        get
        {
            TheoryData<string> names = [];
            foreach (string name in SignalNames())
            {
                names.Add(name);
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Signals))]
    public void Decibels_relative_to_the_maximum_agree_with_librosa(string name)
    {
        Compare(name, $"golden/{name}.dbmax.npy", FrontEndSettings.Reference, 0);
    }

    [Theory]
    [MemberData(nameof(Signals))]
    public void Decibels_relative_to_one_agree_with_librosa(string name)
    {
        float[] expected = NpyFile.Read(SharedData.Require($"golden/{name}.db1.npy")).ToFloats();
        Compare(name, $"golden/{name}.db1.npy", FrontEndSettings.Reference with { DecibelReference = DecibelReference.One }, expected.Max());
    }

    [Theory]
    [InlineData("kick_44100")]
    [InlineData("long_44100")]
    [InlineData("real_drum_snare_hard")]
    [InlineData("short_44100")]
    [InlineData("silence_44100")]
    public void The_reference_projects_128_frame_input_is_reproduced_with_its_loud_padding(string name)
    {
        (float[] samples, int rate) = ReadSignal(name);
        float[] expected = NpyFile.Read(SharedData.Require($"golden/{name}.ref128.npy")).ToFloats();
        LogMelFrontEnd frontEnd = new(FrontEndSettings.Reference);
        float[] actual = new float[frontEnd.OutputLength];

        frontEnd.Compute(samples, rate, actual);

        Assert.Equal(expected.Length, actual.Length);
        AssertClose(name, expected, actual, QuietestComparedDecibels);
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(16000)]
    [InlineData(22050)]
    [InlineData(25000)]
    [InlineData(32000)]
    [InlineData(44100)]
    [InlineData(48000)]
    [InlineData(96000)]
    public void Mel_filters_agree_with_librosa(int rate)
    {
        float[] expected = NpyFile.Read(SharedData.Require($"golden/melfb_{rate}.npy")).ToFloats();
        MelFilterBank filters = MelFilterBank.Create(FrontEndSettings.Reference, rate);
        float[] dense = new float[expected.Length];
        for (int band = 0; band < filters.Bands; band++)
        {
            for (int i = filters.Offsets[band]; i < filters.Offsets[band + 1]; i++)
            {
                dense[band * 1025 + filters.FirstBins[band] + i - filters.Offsets[band]] = filters.Weights[i];
            }
        }

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], dense[i], 1e-8);
        }
    }

    private static void Compare(string name, string file, FrontEndSettings settings, double loudest)
    {
        (float[] samples, int rate) = ReadSignal(name);
        NpyFile golden = NpyFile.Read(SharedData.Require(file));
        float[] expected = golden.ToFloats();
        LogMelFrontEnd frontEnd = new(settings with { Frames = golden.Shape[1] });
        float[] actual = new float[frontEnd.OutputLength];

        frontEnd.Compute(samples, rate, actual);

        Assert.Equal(expected.Length, actual.Length);
        AssertClose(name, expected, actual, loudest + QuietestComparedDecibels);
    }

    private static void AssertClose(string name, float[] expected, float[] actual, double quietest)
    {
        double worst = 0;
        int at = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            // Below the limit only the clamp decides, but nothing may rise out of it.
            double error = expected[i] > quietest ? Math.Abs(expected[i] - actual[i]) : Math.Max(0, actual[i] - quietest);
            if (!(error <= worst))
            {
                (worst, at) = (error, i);
            }
        }

        Assert.True(worst <= ToleranceDecibels, $"{name}: {worst:g3} dB off at value {at}: librosa {expected[at]:g7}, ours {actual[at]:g7}");
    }

    private static (float[] Samples, int Rate) ReadSignal(string name)
    {
        using JsonDocument index = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("golden/index.json")));
        JsonElement signal = index.RootElement.GetProperty("signals").EnumerateArray().First(s => s.GetProperty("name").GetString() == name);
        return (NpyFile.Read(SharedData.Require($"golden/{name}.in.npy")).ToFloats(), signal.GetProperty("sr").GetInt32());
    }

    private static string[] SignalNames()
    {
        string? index = SharedData.Root is null ? null : Path.Combine(SharedData.Root, "golden", "index.json");
        if (!File.Exists(index))
        {
            // One row, so that the test shows up as skipped.
            return ["kick_44100"];
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(index));
        return [.. document.RootElement.GetProperty("signals").EnumerateArray().Select(s => s.GetProperty("name").GetString()!)];
    }
}

using DrumClassification.Synthesis;

namespace DrumClassification.Tests.Export.Waveform;

/// <summary>A model that takes samples answers as the library does.</summary>
public sealed class WaveformParityTests(WaveformSession waveform, ITestOutputHelper output) : IClassFixture<WaveformSession>
{
    private const float Tolerance = 0.005f;
    private const int Real = 500;

    private static int Rate => WaveformSession.SampleRate;

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    public void Synthesised_drums_are_what_the_library_says(int batch)
    {
        float[][] sounds = [.. Enumerable.Range(0, 60).Select(Drum)];
        Classification[] expected = [.. sounds.Select(sound => WaveformSession.Library.Classify(sound, Rate))];
        WaveformAnswer[] answers = waveform.RunAll(sounds, batch);

        Assert.InRange(expected.Select(answer => answer.Label).Distinct().Count(), 5, 6);
        for (int i = 0; i < sounds.Length; i++)
        {
            AssertSame($"sound {i}", expected[i], answers[i]);
        }
    }

    [Fact]
    public void Whatever_stands_before_a_hit_or_under_it_is_judged_as_the_library_does()
    {
        (string Name, float[] Samples)[] sounds = [.. Variants().SelectMany(variant => Enumerable.Range(0, 6).Select(i => ($"{variant.Name} of drum {i}", variant.Of(Drum(i)))))];
        Classification[] expected = [.. sounds.Select(sound => WaveformSession.Library.Classify(sound.Samples, Rate))];
        WaveformAnswer[] answers = waveform.RunAll([.. sounds.Select(sound => sound.Samples)], 9);

        for (int i = 0; i < sounds.Length; i++)
        {
            AssertSame(sounds[i].Name, expected[i], answers[i]);
        }

        // Each of the reasons is met, or nothing was tried.
        Assert.Equal(Enum.GetValues<UncertainReason>().Length, expected.Select(answer => answer.Reason).Distinct().Count());
    }

    [Fact]
    public void The_shortest_sounds_and_what_is_no_number_are_judged_as_the_library_does()
    {
        float[] holed = Drum(2);
        (holed[100], holed[101], holed[2000]) = (float.NaN, float.PositiveInfinity, float.NegativeInfinity);
        float[][] sounds = [[0.5f], [0, 0, 0], [.. Drum(0).Take(50)], [.. Drum(1).Take(161)], holed];
        foreach (float[] sound in sounds)
        {
            AssertSame($"{sound.Length} samples", WaveformSession.Library.Classify(sound, Rate), waveform.Run([sound]).Single());
        }
    }

    [Fact]
    public void A_batch_padded_with_NaN_gives_what_single_sounds_give()
    {
        float[][] sounds = [.. Enumerable.Range(60, 32).Select(Drum)];
        WaveformAnswer[] together = waveform.Run(sounds);
        for (int i = 0; i < sounds.Length; i++)
        {
            WaveformAnswer alone = waveform.Run([sounds[i]]).Single();
            Assert.Equal(alone.Probabilities, together[i].Probabilities, (a, b) => Math.Abs(a - b) < 1e-4);
            Assert.Equal((alone.Label, alone.Kind, alone.Reason), (together[i].Label, together[i].Kind, together[i].Reason));
        }
    }

    [Fact]
    public void Real_sounds_are_what_the_library_says()
    {
        string[] files = RealSounds();
        float[][] sounds = [.. files.Select(file => SoundFile.Read(file, Rate))];
        _ = WaveformSession.Library.Classify(sounds[0], Rate);
        TimeSpan start = Environment.CpuUsage.TotalTime;
        Classification[] expected = [.. sounds.Select(sound => WaveformSession.Library.Classify(sound, Rate))];
        WriteTime("the library, one by one", start);
        Classification[] fromFiles = [.. files.Select(file => WaveformSession.Library.Classify(file))];
        foreach (int batch in (int[])[1, 32])
        {
            _ = waveform.Run([sounds[0]]);
            start = Environment.CpuUsage.TotalTime;
            WaveformAnswer[] answers = waveform.RunAll(sounds, batch);
            WriteTime($"the waveform model, batch {batch}", start);
            float[] distances = [.. answers.Select((answer, i) => answer.DistanceTo(expected[i]))];
            Report($"batch {batch}, the library on the same samples", answers, expected, files);
            Report($"batch {batch}, the library on the files", answers, fromFiles, files);
            Assert.InRange(distances.Max(), 0, Tolerance);
            Assert.InRange(answers.Where((answer, i) => answer.Reason != expected[i].Reason).Count(), 0, files.Length / 100);
            Assert.Equal(expected.Select(answer => answer.Label), answers.Select(answer => answer.Label));
        }
    }

    private void Report(string what, WaveformAnswer[] answers, Classification[] expected, string[] files)
    {
        float[] distances = [.. answers.Select((answer, i) => answer.DistanceTo(expected[i]))];
        output.WriteLine(FormattableString.Invariant(
            $"{what}: {files.Length} sounds, largest difference {distances.Max():0.0e0}, mean {distances.Average():0.000000}, {distances.Count(d => d > Tolerance)} above {Tolerance}, {answers.Where((a, i) => a.Label != expected[i].Label).Count()} other labels, {answers.Where((a, i) => a.Kind != expected[i].Kind?.Name).Count()} other kinds, {answers.Where((a, i) => a.Reason != expected[i].Reason).Count()} other reasons"));
        foreach ((int i, float distance) in distances.Index().OrderByDescending(pair => pair.Item).Take(8))
        {
            output.WriteLine(FormattableString.Invariant($"  {distance:0.00000} {answers[i].Label}/{answers[i].Reason} {expected[i].Label}/{expected[i].Reason} {files[i]}"));
        }
    }

    /// <summary>Processor time, which others on the machine do not change; right where this test runs alone.</summary>
    private void WriteTime(string what, TimeSpan start) => output.WriteLine(FormattableString.Invariant(
        $"{what}: {(Environment.CpuUsage.TotalTime - start).TotalMilliseconds / Real:0.00} ms of one core a sound"));

    private static void AssertSame(string name, Classification expected, WaveformAnswer answer)
    {
        float distance = answer.DistanceTo(expected);
        Assert.True(distance <= Tolerance, $"{name}: {distance} from {expected} ({expected.Reason}); {string.Join(' ', answer.Probabilities)} ({answer.Reason})");
        Assert.True(expected.Reason == answer.Reason, $"{name}: {answer.Reason}, and not {expected.Reason}");
        Assert.True(expected.Kind?.Name == answer.Kind, $"{name}: {answer.Kind}, and not {expected.Kind}");
        Assert.True(expected.Label == answer.Label, $"{name}: {answer.Label}, and not {expected}");
    }

    /// <summary>Spread evenly over the data sets' files.</summary>
    private static string[] RealSounds()
    {
        string[] all = [.. new[] { "reference", "kits", "packs" }
            .SelectMany(set => Directory.EnumerateFiles(SharedData.Require($"data/{set}"), "*.flac", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];
        Assert.True(all.Length >= Real, $"there are only {all.Length} sounds");
        return [.. Enumerable.Range(0, Real).Select(i => all[(int)((long)i * all.Length / Real)])];
    }

    internal static float[] Drum(int index)
    {
        var random = new Random(20261128 + index);
        return RandomDrums.Draw(DrumLabels.All[index % 6], random).Settings.Render(Rate).Samples.ToArray();
    }

    private static IEnumerable<(string Name, Func<float[], float[]> Of)> Variants()
    {
        yield return ("an offset", drum => [.. Silence(0.3).Concat(drum).Concat(Silence(0.6)).Select(x => (0.5f * x) + 0.02f)]);
        yield return ("silence", drum => [.. Silence(0.37), .. drum]);
        yield return ("hiss", drum => Mix(Noise(0.4 + (drum.Length / (double)Rate), 0.002f), [.. Silence(0.4), .. drum]));
        yield return ("hiss far louder", drum => Mix(Noise(0.4 + (drum.Length / (double)Rate), 0.04f), [.. Silence(0.4), .. drum]));
        yield return ("a click", drum => [0.3f, -0.3f, .. Silence(0.2), .. drum]);
        yield return ("a click close by", drum => [0.3f, -0.3f, .. Silence(0.025), .. drum]);
        yield return ("a soft level", drum => [.. drum.Select(x => 0.003f * x)]);
        yield return ("a short end and a soft level", drum => [.. Cut(drum, 0.06).Select(x => 0.005f * x)]);
        yield return ("short hiss of −43 dB instead", _ => Noise(0.1, 0.0069f));
        yield return ("short hiss of −42 dB instead", _ => Noise(0.1, 0.0079f));
        yield return ("no level", drum => [.. drum.Select(x => 0.00003f * x)]);
        yield return ("faint hiss instead", _ => Noise(1, 0.004f));
        yield return ("two hits", drum => [.. Cut(drum, 0.3), .. Silence(0.2), .. Cut(drum, 0.5)]);
        yield return ("four hits", drum => [.. Cut(drum, 0.25), .. Cut(drum, 0.25), .. Cut(drum, 0.25), .. drum]);
        yield return ("two soft strokes", drum => [.. Cut(drum, 0.12).Select(x => 0.4f * x), .. drum]);
        yield return ("a long tone", _ => [.. Enumerable.Range(0, 14 * Rate).Select(n => 0.5f * MathF.Sin(0.05f * n))]);
        yield return ("a cut end", drum => Cut(drum, 0.06));
        yield return ("a loud level", drum => [.. drum.Select(x => 40 * x)]);
        yield return ("zeros after it", drum => [.. drum, .. Silence(1)]);
    }

    private static float[] Silence(double seconds) => new float[(int)(seconds * Rate)];

    private static float[] Cut(float[] drum, double seconds) => [.. drum.Concat(Silence(seconds)).Take((int)(seconds * Rate))];

    private static float[] Mix(float[] a, float[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static float[] Noise(double seconds, float level)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, (int)(seconds * Rate)).Select(_ => level * ((2 * random.NextSingle()) - 1))];
    }
}

using System.Diagnostics;

namespace DrumClassification.Tests;

/// <summary>Model files from strangers: none takes a file, the machine's memory or its time.</summary>
[Collection(nameof(RunsAlone))]
public sealed class HostileModelTests
{
    private const long MiB = 1 << 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Weights_in_another_file_are_not_read()
    {
        TestModel model = new();
        string beside = $"secret-{Guid.NewGuid():N}.bin";
        File.WriteAllBytes(beside, new byte[sizeof(float) * model.FrontEnd.MelBands * model.FrontEnd.Frames * model.EmbeddingLength]);
        try
        {
            AssertRefused(model with { ExternalWeights = beside }, "another file");
        }
        finally
        {
            File.Delete(beside);
        }
    }

    [Theory]
    [InlineData("hops that grow", "HopGrowth")]
    [InlineData("hops that grow beyond counting", "HopGrowth")]
    [InlineData("a large picture", "MelBands")]
    [InlineData("a transform for every sample", "HopLength")]
    [InlineData("a transform for every sample of any rate", "SampleRate")]
    public void A_front_end_that_costs_too_much_is_refused(string kind, string setting)
    {
        FrontEndSettings frontEnd = kind switch
        {
            "hops that grow" => new() { SampleRate = 16000, HopLength = 65536, HopGrowth = 1.1, Frames = 90 },
            "hops that grow beyond counting" => new() { SampleRate = 16000, HopLength = 65536, HopGrowth = 1.1, Frames = 4096 },
            "a large picture" => new() { SampleRate = 16000, MelBands = 512, Frames = 4096 },
            "a transform for every sample" => new() { SampleRate = 48000, FftSize = 16384, WindowLength = 16384, HopLength = 1 },
            _ => new() { FftSize = 16384, WindowLength = 16384, HopLength = 512 },
        };

        AssertRefused(new TestModel { FrontEnd = frontEnd, GraphMelBands = 1 }, setting, "bound|may cost");
    }

    [Theory]
    [InlineData("../../kick")]
    [InlineData("/etc")]
    [InlineData("..")]
    [InlineData("C:\\kick")]
    [InlineData("kick\u001b[2J")]
    [InlineData("kick\n")]
    [InlineData(" kick")]
    public void A_label_or_kind_that_is_no_name_of_a_folder_is_refused(string name)
    {
        AssertRefused(new TestModel { Labels = [name, "snare"] }, "Labels and kinds become names of folders");
        AssertRefused(new TestModel { Labels = ["kick", "snare"], Kinds = [new("kick", "kick"), new("snare", "snare"), new(name, null)] }, "Labels and kinds become names of folders");
    }

    [Fact]
    public void More_kinds_than_any_model_needs_are_refused()
    {
        ModelKind[] kinds = [new("kick", "kick"), new("snare", "snare"), .. Enumerable.Range(0, 1023).Select(i => new ModelKind($"kind {i}", null))];
        AssertRefused(new TestModel { Labels = ["kick", "snare"], Kinds = kinds }, "names 1025 kinds; it may name 1024");
    }

    [Fact]
    public void An_embedding_larger_than_any_is_refused() => AssertRefused(new TestModel { EmbeddingLength = 70_000, FrontEnd = Tiny }, "65536");

    [Fact]
    public async Task An_endless_loop_ends_with_the_time_limit_however_the_model_is_asked()
    {
        using TemporaryFolder folder = new();
        string[] paths = TestSounds.WriteFiles(folder, 2);
        using IDrumClassifier classifier = new TestModel { EndlessLoop = true }.Load(new() { RunTimeout = TimeSpan.FromMilliseconds(300) });
        float[] probabilities = new float[6];

        AssertTimedOut(() => classifier.Classify(paths[0]));
        AssertTimedOut(() => classifier.Classify(TestSounds.Make(1), TestSounds.SampleRate));
        AssertTimedOut(() => classifier.ClassifyInto(TestSounds.Make(1), TestSounds.SampleRate, probabilities));
        AssertTimedOut(() => classifier.ClassifyBatch([TestSounds.Clip(1), TestSounds.Clip(2)], Token));
        DrumClassifierException exception = await Assert.ThrowsAsync<DrumClassifierException>(
            async () => await classifier.ClassifyFilesAsync(paths, Token).CountAsync(Token));
        Assert.Contains("RunTimeout", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_ends_an_endless_loop_at_once()
    {
        using IDrumClassifier classifier = new TestModel { EndlessLoop = true }.Load(new() { RunTimeout = Timeout.InfiniteTimeSpan });

        AssertCancelled(token => classifier.ClassifyBatch([TestSounds.Clip(1)], token));
    }

    [Fact]
    public void A_limit_that_is_not_reached_changes_nothing_however_often_it_is_set()
    {
        using IDrumClassifier limited = new TestModel().Load(new() { RunTimeout = TimeSpan.FromMilliseconds(150) });
        float[] sound = TestSounds.Make(3);
        float expected = limited.Classify(sound, TestSounds.SampleRate).Confidence;
        for (Stopwatch clock = Stopwatch.StartNew(); clock.ElapsedMilliseconds < 1000;)
        {
            Assert.Equal(expected, limited.Classify(sound, TestSounds.SampleRate).Confidence);
        }
    }

    [Fact]
    public void A_stream_without_an_end_is_an_invalid_model_and_takes_no_more_than_a_model_may()
    {
        using EndlessStream endless = new();
        InvalidModelException exception = Assert.Throws<InvalidModelException>(() => DrumClassifier.FromStream(endless));
        Assert.Contains("256 MiB", exception.Message, StringComparison.Ordinal);
        Assert.InRange(endless.Given, 256 * MiB, 512 * MiB);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(3L << 30)]
    [InlineData(0)]
    [InlineData(10)]
    public void A_length_that_is_not_true_does_not_matter(long claimed)
    {
        byte[] bytes = new TestModel().ToBytes();
        using LyingStream stream = new(bytes, claimed);
        using IDrumClassifier classifier = DrumClassifier.FromStream(stream);
        Assert.Equal(bytes.Length, classifier.Model.SizeInBytes);
    }

    [Fact]
    public void A_file_of_three_gigabytes_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "its file system may not have files with holes");
        using TemporaryFolder folder = new();
        using (FileStream file = File.Create(folder["large.onnx"]))
        {
            file.SetLength(3L << 30);
        }

        InvalidModelException exception = Assert.Throws<InvalidModelException>(() => DrumClassifier.FromFile(folder["large.onnx"]).Dispose());
        Assert.Contains(folder["large.onnx"], exception.Message, StringComparison.Ordinal);
        Assert.Contains("256 MiB", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_changed_in_a_model_file_it_loads_or_is_an_invalid_model()
    {
        byte[] good = new TestModel { FrontEnd = Tiny }.ToBytes();
        Random random = new(20261128);
        for (int round = 0; round < 400; round++)
        {
            byte[] bytes = [.. good];
            int changes = 1 + random.Next(4);
            for (int i = 0; i < changes; i++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            using MemoryStream stream = new(bytes, 0, random.Next(8) == 0 ? random.Next(bytes.Length) : bytes.Length);
            try
            {
                DrumClassifier.FromStream(stream, new() { RunTimeout = TimeSpan.FromSeconds(5) }).Dispose();
            }
            catch (InvalidModelException)
            {
                // As it should be.
            }
        }
    }

    private static FrontEndSettings Tiny { get; } = new() { SampleRate = 16000, FftSize = 64, WindowLength = 64, HopLength = 64, MelBands = 2, Frames = 2 };

    private static void AssertRefused(TestModel model, params string[] patterns)
    {
        InvalidModelException exception = Assert.Throws<InvalidModelException>(() => model.Load().Dispose());
        Assert.All(patterns, pattern => Assert.Matches(pattern, exception.Message));
        Assert.DoesNotContain(exception.Message, char.IsControl);
    }

    private static void AssertTimedOut(Action classify)
    {
        DrumClassifierException exception = Assert.Throws<DrumClassifierException>(classify);
        Assert.Contains("RunTimeout", exception.Message, StringComparison.Ordinal);
    }

    private static void AssertCancelled(Action<CancellationToken> classify)
    {
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        cancel.CancelAfter(200);
        Assert.ThrowsAny<OperationCanceledException>(() => classify(cancel.Token));
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }
    }

    private sealed class LyingStream(byte[] bytes, long claimed) : MemoryStream(bytes)
    {
        public override long Length => claimed;
    }
}

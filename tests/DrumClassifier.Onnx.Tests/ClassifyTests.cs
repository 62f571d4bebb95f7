namespace DrumClassification.Tests;

/// <summary>One sound, by every way in.</summary>
public sealed class ClassifyTests : IDisposable
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly IDrumClassifier _classifier = new TestModel().Load();

    public void Dispose() => _classifier.Dispose();

    [Fact]
    public void Probabilities_are_in_label_order_sum_to_one_and_the_best_is_the_label()
    {
        HashSet<string> seen = [];
        for (int i = 0; i < 60; i++)
        {
            Classification result = _classifier.Classify(TestSounds.Make(i), TestSounds.SampleRate);

            Assert.Equal(DrumLabels.All, result.Probabilities.Select(entry => entry.Label));
            Assert.Equal(1, result.Probabilities.Sum(entry => (double)entry.Probability), 1e-5);
            LabelProbability best = result.Probabilities.MaxBy(entry => entry.Probability);
            Assert.Equal(best, new LabelProbability(result.Label, result.Confidence));
            seen.Add(result.Label);
        }

        // Otherwise the tests that compare labels could not fail.
        Assert.True(seen.Count >= 3, $"the test model gave only {string.Join(", ", seen)}");
    }

    [Fact]
    public void Stream_path_and_span_agree()
    {
        using TemporaryFolder folder = new();
        string[] paths = TestSounds.WriteFiles(folder, 5);
        for (int i = 0; i < paths.Length; i++)
        {
            float[] samples = TestSounds.Make(i);
            using MemoryStream stream = new(TestSounds.Wav(i));

            Classification fromSpan = _classifier.Classify(samples, TestSounds.SampleRate);
            Classification fromStream = _classifier.Classify(stream);
            Classification fromPath = _classifier.Classify(paths[i]);

            Assert.Equal(fromSpan.Probabilities, fromStream.Probabilities);
            Assert.Equal(fromSpan.Probabilities, fromPath.Probabilities);
            Assert.Equal(samples.Length / (double)TestSounds.SampleRate, fromSpan.Duration.TotalSeconds, 1e-6);
            Assert.Equal(fromSpan.Duration, fromStream.Duration);
            Assert.True(stream.CanRead, "the stream stays open");
        }
    }

    [Fact]
    public void Interleaved_channels_are_averaged()
    {
        float[] left = TestSounds.Make(1);
        float[] right = TestSounds.Make(2);
        int length = Math.Min(left.Length, right.Length);
        float[] stereo = new float[2 * length];
        float[] mean = new float[length];
        for (int i = 0; i < length; i++)
        {
            stereo[2 * i] = left[i];
            stereo[(2 * i) + 1] = right[i];
            mean[i] = (float)(((double)left[i] + right[i]) / 2);
        }

        Classification mono = _classifier.Classify(mean, TestSounds.SampleRate);
        Assert.Equal(mono.Probabilities, _classifier.Classify(stereo, TestSounds.SampleRate, channels: 2).Probabilities);
        Assert.NotEqual(
            mono.Probabilities, _classifier.Classify(left.AsSpan(0, length), TestSounds.SampleRate).Probabilities);
    }

    [Fact]
    public void The_callers_buffers_receive_what_the_result_holds()
    {
        using IDrumClassifier classifier = new TestModel().Load(new() { IncludeEmbedding = true });
        float[] probabilities = new float[8];
        float[] embedding = new float[classifier.Model.EmbeddingLength];
        for (int i = 0; i < 10; i++)
        {
            float[] samples = TestSounds.Make(i);
            int best = classifier.ClassifyInto(samples, TestSounds.SampleRate, probabilities, embedding);

            Classification result = classifier.Classify(samples, TestSounds.SampleRate);
            Assert.Equal(result.Label, classifier.Model.Labels[best]);
            Assert.Equal(result.Probabilities.Select(entry => entry.Probability), probabilities[..6]);
            Assert.Equal([0f, 0f], probabilities[6..]);
            Assert.Equal(result.Embedding.ToArray(), embedding);
            Assert.Contains(embedding, value => value > 0);
        }
    }

    [Fact]
    public void Without_the_option_there_is_no_embedding() =>
        Assert.True(_classifier.Classify(TestSounds.Make(0), TestSounds.SampleRate).Embedding.IsEmpty);

    [Fact]
    public void The_temperature_flattens_and_the_threshold_marks()
    {
        float[] samples = TestSounds.Make(4);
        using IDrumClassifier hot = new TestModel { Calibration = new() { Temperature = 4, UncertainBelow = 0 } }.Load();
        Classification cold = _classifier.Classify(samples, TestSounds.SampleRate);
        Classification flat = hot.Classify(samples, TestSounds.SampleRate);

        // softmax(z / 4) from softmax(z): the fourth root of every probability, scaled to sum 1.
        double[] roots = [.. cold.Probabilities.Select(entry => Math.Pow(entry.Probability, 0.25))];
        Assert.All(flat.Probabilities, (entry, i) => Assert.Equal(roots[i] / roots.Sum(), entry.Probability, 1e-4));
        Assert.False(flat.IsUncertain);

        using IDrumClassifier strict = new TestModel { Calibration = new() { UncertainBelow = 1 } }.Load();
        using IDrumClassifier overridden = new TestModel { Calibration = new() { UncertainBelow = 1 } }.Load(new() { UncertainBelow = 0 });
        Assert.True(strict.Classify(samples, TestSounds.SampleRate).IsUncertain);
        Assert.False(overridden.Classify(samples, TestSounds.SampleRate).IsUncertain);
    }

    [Fact]
    public void Only_the_first_part_of_a_long_sound_counts_by_every_way_in()
    {
        using IDrumClassifier classifier = new TestModel().Load(new() { Decoding = new() { MaxDuration = TimeSpan.FromSeconds(0.05) } });
        float[] samples = TestSounds.Make(7);
        int kept = (int)Math.Ceiling(0.05 * TestSounds.SampleRate);
        using MemoryStream stream = new(TestSounds.Wav(7));

        Classification expected = _classifier.Classify(samples.AsSpan(0, kept), TestSounds.SampleRate);
        Classification fromSpan = classifier.Classify(samples, TestSounds.SampleRate);
        Assert.Equal(expected.Probabilities, fromSpan.Probabilities);
        Assert.Equal(expected.Probabilities, classifier.Classify(stream).Probabilities);
        Assert.Equal(0.05, fromSpan.Duration.TotalSeconds, 1e-4);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_sample_that_is_no_finite_number_is_silence_and_the_result_says_so(float value)
    {
        foreach (int place in new[] { 0, 5, 1001 })
        {
            float[] samples = TestSounds.Make(0)[..1002];
            samples[place] = 0;
            Classification silent = _classifier.Classify(samples, TestSounds.SampleRate);
            samples[place] = value;
            Classification bad = _classifier.Classify(samples, TestSounds.SampleRate);
            Assert.Equal(silent.Probabilities, bad.Probabilities);
            Assert.Empty(silent.Warnings);
            Assert.Contains("1 sample is no finite number", Assert.Single(bad.Warnings), StringComparison.Ordinal);
            using MemoryStream file = new(WavWriter.ToBytes(samples, TestSounds.SampleRate, 1, WavEncoding.Ieee32));
            Classification read = _classifier.Classify(file);
            Assert.Equal(bad.Probabilities, read.Probabilities);
            Assert.Equal(bad.Warnings, read.Warnings);
        }
    }

    [Fact]
    public void Silence_and_a_single_sample_give_a_result()
    {
        Assert.Equal(1, _classifier.Classify(new float[1000], 44100).Probabilities.Sum(entry => entry.Probability), 1e-5);
        Assert.Equal(1, _classifier.Classify([0.5f], 44100).Probabilities.Sum(entry => entry.Probability), 1e-5);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        float[] samples = TestSounds.Make(0)[..999];
        float[] probabilities = new float[6];

        Assert.Equal("samples", Assert.Throws<ArgumentException>(() => _classifier.Classify([], 44100)).ParamName);
        Assert.Equal("samples", Assert.Throws<ArgumentException>(() => _classifier.Classify(samples, 44100, 2)).ParamName);
        Assert.Equal("sampleRate", Assert.Throws<ArgumentOutOfRangeException>(() => _classifier.Classify(samples, 999)).ParamName);
        Assert.Equal("sampleRate", Assert.Throws<ArgumentOutOfRangeException>(() => _classifier.Classify(samples, 768001)).ParamName);
        Assert.Equal("channels", Assert.Throws<ArgumentOutOfRangeException>(() => _classifier.Classify(samples, 44100, 0)).ParamName);
        Assert.Equal("probabilities", Assert.Throws<ArgumentException>(() => _classifier.ClassifyInto(samples, 44100, probabilities.AsSpan(1))).ParamName);
        Assert.Equal("embedding", Assert.Throws<ArgumentException>(() => _classifier.ClassifyInto(samples, 44100, probabilities, new float[3])).ParamName);
        Assert.Throws<ArgumentNullException>(() => _classifier.Classify((Stream)null!));
        Assert.Throws<ArgumentNullException>(() => _classifier.Classify((string)null!));
        Assert.Throws<ArgumentNullException>(() => _classifier.ClassifyBatch(null!, Token));
        Assert.Throws<ArgumentNullException>(() => _classifier.ClassifyFilesAsync(null!, Token));
    }

    [Fact]
    public void A_disposed_classifier_says_so()
    {
        IDrumClassifier classifier = new TestModel().Load();
        classifier.Dispose();
        classifier.Dispose();

        Assert.Throws<ObjectDisposedException>(() => classifier.Classify(TestSounds.Make(0), 44100));
        Assert.Throws<ObjectDisposedException>(() => classifier.ClassifyBatch([TestSounds.Clip(0)], Token));
        Assert.Throws<ObjectDisposedException>(() => classifier.ClassifyFilesAsync([], Token));
        Assert.Equal(6, classifier.Model.Labels.Count);
    }
}

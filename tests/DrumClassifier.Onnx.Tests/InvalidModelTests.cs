namespace DrumClassification.Tests;

/// <summary>A model file that cannot be trusted is refused with words that say what is wrong with it.</summary>
public sealed class InvalidModelTests
{
    [Fact]
    public void The_test_model_itself_is_accepted()
    {
        using IDrumClassifier classifier = new TestModel().Load();

        Assert.Equal(DrumLabels.All, classifier.Model.Labels);
        Assert.Equal(12, classifier.Model.EmbeddingLength);
        Assert.Equal(24, classifier.Model.FrontEnd.MelBands);
        Assert.Equal("test", classifier.Model.Provenance.Architecture);
    }

    [Fact]
    public void Bytes_that_are_no_ONNX_file_are_refused()
    {
        using MemoryStream text = new("This is not a model."u8.ToArray());
        AssertMessage(() => DrumClassifier.FromStream(text), "a stream", "no ONNX file");
    }

    [Fact]
    public void An_empty_stream_is_refused()
    {
        using MemoryStream nothing = new();
        AssertMessage(() => DrumClassifier.FromStream(nothing), "empty");
    }

    [Fact]
    public void A_truncated_model_is_refused()
    {
        byte[] bytes = new TestModel().ToBytes();
        using MemoryStream half = new(bytes[..(bytes.Length / 2)]);
        AssertMessage(() => DrumClassifier.FromStream(half), "not usable");
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using TemporaryFolder folder = new();
        AssertMessage(() => DrumClassifier.FromFile(folder["none.onnx"]), folder["none.onnx"], "no such file");
    }

    [Fact]
    public void A_folder_is_named()
    {
        using TemporaryFolder folder = new();
        AssertMessage(() => DrumClassifier.FromFile(folder.Path), folder.Path, "folder");
    }

    [Fact]
    public async Task A_pipe_or_device_is_refused_at_once()
    {
        using TemporaryFolder folder = new();
        Pipe.Make(folder["model.onnx"]);
        File.CreateSymbolicLink(folder["link.onnx"], folder["model.onnx"]);
        foreach ((string path, string kind) in new[] { (folder["model.onnx"], "a pipe"), (folder["link.onnx"], "a pipe"), ("/dev/zero", "a device") })
        {
            Task<IDrumClassifier> loading = Task.Run(() => DrumClassifier.FromFile(path), TestContext.Current.CancellationToken);
            InvalidModelException error = await Assert.ThrowsAsync<InvalidModelException>(
                () => loading.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
            Assert.Equal(path, error.Path);
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            Assert.Contains(kind, error.Problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public async Task Scores_that_are_not_finite_are_the_models_fault_not_the_sounds(float bias)
    {
        using TemporaryFolder folder = new();
        string[] paths = TestSounds.WriteFiles(folder, 2);
        File.WriteAllBytes(folder["bad.onnx"], new TestModel { Bias = bias }.ToBytes());
        using IDrumClassifier classifier = DrumClassifier.FromFile(folder["bad.onnx"]);
        Action[] calls =
        [
            () => classifier.Classify(paths[0]),
            () => classifier.Classify(TestSounds.Make(1), TestSounds.SampleRate),
            () => classifier.ClassifyInto(TestSounds.Make(1), TestSounds.SampleRate, new float[6]),
            () => classifier.ClassifyBatch([TestSounds.Clip(1)], TestContext.Current.CancellationToken),
        ];

        Assert.All(calls, call => Assert.Contains(folder["bad.onnx"], Assert.Throws<InvalidModelException>(call).Message, StringComparison.Ordinal));
        await foreach (FileClassification file in classifier.ClassifyFilesAsync(paths, TestContext.Current.CancellationToken))
        {
            Assert.Equal(file.Path, file.Error!.Path);
            Assert.Contains(file.Path, file.Error.Message, StringComparison.Ordinal);
            Assert.Contains(folder["bad.onnx"], file.Error.Message, StringComparison.Ordinal);
            Assert.IsType<InvalidModelException>(file.Error.InnerException);
        }
    }

    [Fact]
    public void Scores_of_kinds_that_are_not_finite_are_the_models_fault()
    {
        using IDrumClassifier classifier = new TestModel
        {
            Kinds = [.. DrumLabels.All.Select(label => new ModelKind(label, label))],
            KindScores = [1, 2, 3, float.NaN, 5, 6],
        }.Load();

        Assert.Contains("a stream", Assert.Throws<InvalidModelException>(() => classifier.Classify(TestSounds.Make(1), TestSounds.SampleRate)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_file_is_named()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["bad.onnx"], new TestModel { HasManifest = false }.ToBytes());
        AssertMessage(() => DrumClassifier.FromFile(folder["bad.onnx"]), folder["bad.onnx"], ModelManifest.MetadataKey);
    }

    [Fact]
    public void A_model_without_a_manifest_is_refused() =>
        AssertRefused(new TestModel { HasManifest = false }, ModelManifest.MetadataKey, "drumtrain train");

    [Fact]
    public void A_manifest_that_is_no_JSON_is_refused() => AssertRefused(new TestModel { Json = "{" }, ModelManifest.MetadataKey);

    [Fact]
    public void A_manifest_of_a_later_version_is_refused()
    {
        TestModel model = new();
        AssertRefused(model with { Json = (model.Manifest with { SchemaVersion = 99 }).ToJson() }, "99");
    }

    [Fact]
    public void A_front_end_out_of_range_is_refused()
    {
        TestModel model = new();
        AssertRefused(model with { Json = (model.Manifest with { FrontEnd = new() { FftSize = 1000 } }).ToJson() }, "FftSize");
    }

    [Fact]
    public void Labels_that_do_not_match_the_width_of_the_output_are_refused() =>
        AssertRefused(new TestModel { GraphLabels = 5 }, "logits", "[?, 5]", "6");

    [Fact]
    public void A_front_end_that_does_not_match_the_input_is_refused() =>
        AssertRefused(new TestModel { GraphMelBands = 20 }, "logmel", "20", "24");

    [Fact]
    public void Another_name_of_the_input_is_refused() => AssertRefused(new TestModel { InputName = "audio" }, "logmel", "'audio'");

    [Fact]
    public void Another_name_of_the_output_is_refused() => AssertRefused(new TestModel { LogitsName = "scores" }, "logits", "'scores'");

    [Fact]
    public void A_missing_embedding_is_refused() => AssertRefused(new TestModel { EmbeddingName = null }, "embedding");

    [Fact]
    public void Another_element_type_is_refused() => AssertRefused(new TestModel { DoublePrecision = true }, "float32");

    [Fact]
    public void A_fixed_batch_size_is_refused() => AssertRefused(new TestModel { FixedBatch = 1 }, "batch");

    private static void AssertRefused(TestModel model, params string[] words) => AssertMessage(() => model.Load(), words);

    private static void AssertMessage(Func<IDrumClassifier> load, params string[] words)
    {
        InvalidModelException exception = Assert.Throws<InvalidModelException>(() => load().Dispose());
        Assert.All(words, word => Assert.Contains(word, exception.Message, StringComparison.Ordinal));
    }
}

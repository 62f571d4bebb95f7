namespace DrumClassification.Tests;

/// <summary>The static front door and the embedded model. These fail where the library was built without its model.</summary>
public sealed class FrontDoorTests
{
    [Fact]
    public void The_embedded_model_has_the_six_labels_and_says_where_it_comes_from()
    {
        using IDrumClassifier classifier = DrumClassifier.Create();

        Assert.Equal(DrumLabels.All, classifier.Model.Labels);
        Assert.Equal("the embedded model", classifier.Model.Source);
        Assert.NotEmpty(classifier.Model.Provenance.Command);
        Assert.True(classifier.Model.EmbeddingLength > 0);
        Assert.True(classifier.Model.SizeInBytes > 1000);
    }

    [Fact]
    public void The_shared_instance_is_one_for_all_threads_and_agrees_with_an_own_one()
    {
        using IDrumClassifier own = DrumClassifier.Create();
        Classification expected = own.Classify(TestSounds.Make(0), TestSounds.SampleRate);
        Classification[] results = new Classification[8];

        Parallel.For(0, results.Length, i =>
        {
            using MemoryStream stream = new(TestSounds.Wav(0));
            results[i] = DrumClassifier.Classify(stream);
        });

        // ONNX Runtime adds up in an order that depends on where a buffer lies, so the last bit may differ.
        Assert.All([.. results, DrumClassifier.Classify(TestSounds.Make(0), TestSounds.SampleRate)], result => Assert.All(
            expected.Probabilities.Zip(result.Probabilities),
            pair => Assert.Equal((pair.First.Label, pair.First.Probability), (pair.Second.Label, pair.Second.Probability), (one, other) =>
                one.Label == other.Label && Math.Abs(one.Probability - other.Probability) < 1e-6)));
    }

    [Fact]
    public void A_path_works_and_a_missing_one_is_named()
    {
        using TemporaryFolder folder = new();
        string path = TestSounds.WriteFiles(folder, 1)[0];

        Assert.Contains(DrumClassifier.Classify(path).Label, DrumLabels.All);
        DrumClassifierException exception = Assert.ThrowsAny<DrumClassifierException>(() => DrumClassifier.Classify(folder["none.wav"]));
        Assert.Contains(folder["none.wav"], exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_is_no_sound_is_an_error_of_this_library()
    {
        using MemoryStream stream = new("no sound at all, just words"u8.ToArray());
        Assert.ThrowsAny<DrumClassifierException>(() => DrumClassifier.Classify(stream));
    }

    [Fact]
    public void FromFile_and_FromStream_load_the_same_model()
    {
        using TemporaryFolder folder = new();
        byte[] bytes = new TestModel().ToBytes();
        File.WriteAllBytes(folder["model.onnx"], bytes);
        using NonSeekableStream stream = new(bytes);
        using IDrumClassifier fromFile = DrumClassifier.FromFile(folder["model.onnx"]);
        using IDrumClassifier fromStream = DrumClassifier.FromStream(stream);

        Assert.Equal(folder["model.onnx"], fromFile.Model.Source);
        Assert.Equal(bytes.Length, fromStream.Model.SizeInBytes);
        float[] sound = TestSounds.Make(9);
        Assert.Equal(
            fromFile.Classify(sound, TestSounds.SampleRate).Probabilities, fromStream.Classify(sound, TestSounds.SampleRate).Probabilities);
    }

    private sealed class NonSeekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}

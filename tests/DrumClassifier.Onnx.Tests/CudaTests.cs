namespace DrumClassification.Tests;

/// <summary>
/// The embedded model on an NVIDIA GPU beside the CPU: <c>dotnet test --project tests/DrumClassifier.Onnx.Tests -p:OnnxRuntime=Gpu</c> on
/// a machine that has one.
/// </summary>
public sealed class CudaTests
{
    private const int Count = 60;
    private const int BatchSize = 16;
    private const float Tolerance = 1e-4f;

    private readonly AudioClip[] _clips = [.. Enumerable.Range(0, Count).Select(TestSounds.Clip)];

    [Fact]
    public void Single_calls_give_the_CPUs_answers()
    {
        using IDrumClassifier cuda = OpenCuda();

        AssertSame((Classification[])[.. _clips.Select(clip => cuda.Classify(clip.Samples, clip.SampleRate))]);
    }

    [Fact]
    public void Batches_give_the_CPUs_answers_beside_single_calls()
    {
        using IDrumClassifier cuda = OpenCuda();
        Classification[] single = new Classification[Count];
        IReadOnlyList<Classification> batch = [];

        Parallel.Invoke(
            () => Parallel.For(0, Count, i => single[i] = cuda.Classify(_clips[i].Samples, _clips[i].SampleRate)),
            () => batch = cuda.ClassifyBatch(_clips, TestContext.Current.CancellationToken));

        AssertSame(single, batch);
    }

    [Fact]
    public async Task Files_give_the_CPUs_answers()
    {
        using IDrumClassifier cuda = OpenCuda();
        using TemporaryFolder folder = new();
        List<Classification> results = [];
        await foreach (FileClassification file in cuda.ClassifyFilesAsync(TestSounds.WriteFiles(folder, Count), TestContext.Current.CancellationToken))
        {
            results.Add(file.Classification ?? throw file.Error!);
        }

        AssertSame(results);
    }

    private static IDrumClassifier OpenCuda()
    {
        try
        {
            return DrumClassifier.Create(new() { Provider = ExecutionProvider.Cuda, BatchSize = BatchSize });
        }
        catch (ProviderUnavailableException exception)
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }

    /// <param name="answers">One or more of the GPU's answers to all clips, in their order.</param>
    private void AssertSame(params IReadOnlyList<Classification>[] answers)
    {
        using IDrumClassifier cpu = DrumClassifier.Create();
        Assert.All(answers, cuda => Assert.Equal(Count, cuda.Count));
        for (int i = 0; i < Count; i++)
        {
            Classification expected = cpu.Classify(_clips[i].Samples, _clips[i].SampleRate);
            foreach (IReadOnlyList<Classification> cuda in answers)
            {
                Assert.All(expected.Probabilities, (entry, label) => Assert.Equal(entry.Probability, cuda[i].Probabilities[label].Probability, Tolerance));
            }
        }
    }
}

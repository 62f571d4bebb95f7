using Microsoft.ML.OnnxRuntime;

namespace DrumClassification.Tests;

/// <summary>What happens on a machine, or with a package, that has no CUDA.</summary>
public sealed class ProviderTests
{
    private static bool HasCuda => OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider");

    [Fact]
    public void Cpu_is_the_default_and_says_so()
    {
        using IDrumClassifier classifier = new TestModel().Load();

        Assert.Equal(new ProviderStatus(ExecutionProvider.Cpu, ExecutionProvider.Cpu), classifier.Provider);
    }

    [Fact]
    public void Cuda_with_the_CPU_package_throws_with_cause_and_cure()
    {
        Assert.SkipWhen(HasCuda, "this ONNX Runtime has CUDA");

        ProviderUnavailableException exception = Assert.Throws<ProviderUnavailableException>(
            () => new TestModel().Load(new() { Provider = ExecutionProvider.Cuda }).Dispose());

        Assert.Contains("has no CUDA", exception.Message, StringComparison.Ordinal);
        Assert.Contains("DrumClassifier.Onnx.Gpu", exception.Message, StringComparison.Ordinal);
        Assert.Contains("cuDNN 9", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Auto_falls_back_to_the_CPU_says_why_and_classifies_the_same()
    {
        Assert.SkipWhen(HasCuda, "this ONNX Runtime has CUDA");
        using IDrumClassifier cpu = new TestModel().Load();
        using IDrumClassifier auto = new TestModel().Load(new() { Provider = ExecutionProvider.Auto });

        Assert.Equal(ExecutionProvider.Auto, auto.Provider.Requested);
        Assert.Equal(ExecutionProvider.Cpu, auto.Provider.Active);
        Assert.Contains("has no CUDA", auto.Provider.Reason, StringComparison.Ordinal);
        float[] sound = TestSounds.Make(3);
        Assert.Equal(
            cpu.Classify(sound, TestSounds.SampleRate).Probabilities, auto.Classify(sound, TestSounds.SampleRate).Probabilities);
    }

    [Fact]
    public void A_bad_model_is_the_models_fault_with_Auto_too() =>
        Assert.Throws<InvalidModelException>(
            () => new TestModel { HasManifest = false }.Load(new() { Provider = ExecutionProvider.Auto }).Dispose());

    [Fact]
    public void The_hook_sees_the_sessions_options_as_the_library_set_them()
    {
        int threads = 0;
        using IDrumClassifier classifier = new TestModel().Load(new()
        {
            Threads = 2,
            ConfigureSession = session => threads = session.IntraOpNumThreads,
        });

        Assert.Equal(2, threads);
    }

    public static TheoryData<DrumClassifierOptions, string> OutOfRange() => new()
    {
        { new() { BatchSize = 0 }, "BatchSize" },
        { new() { BatchSize = 4097 }, "BatchSize" },
        { new() { Threads = 0 }, "Threads" },
        { new() { Workers = -1 }, "Workers" },
        { new() { DeviceId = -1 }, "DeviceId" },
        { new() { UncertainBelow = 1.5f }, "UncertainBelow" },
        { new() { UncertainBelow = float.NaN }, "UncertainBelow" },
        { new() { Decoding = null! }, "Decoding" },
        { new() { Provider = (ExecutionProvider)9 }, "Provider" },
    };

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void An_option_out_of_range_is_named(DrumClassifierOptions options, string name)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new TestModel().Load(options).Dispose());
        Assert.Equal(name, exception.ParamName);
    }
}

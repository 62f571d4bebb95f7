using Microsoft.ML.OnnxRuntime;

namespace DrumClassification.Tests;

/// <summary>The way a GPU is run, tried on the CPU's sessions, and the check that a GPU has to pass.</summary>
public sealed class DeviceTests : IDisposable
{
    private const int Capacity = 4;

    private readonly InferenceSession _session = new(new TestModel().ToBytes());
    private readonly ModelInfo _model;
    private readonly Workspace _cpu;

    public DeviceTests()
    {
        _model = ModelReader.Read(_session, new ModelFile([], "test"));
        _cpu = new CpuWorkspace(_session, _model, 1, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _cpu.Dispose();
        _session.Dispose();
    }

    [Fact]
    public void A_device_answers_for_what_the_buffers_hold_now_however_many_are_asked()
    {
        using Workspace device = new CudaWorkspace(_session, _model, Capacity, Timeout.InfiniteTimeSpan);
        int seed = 0;
        foreach (int count in (int[])[1, 4, 2, 3, 4, 1])
        {
            for (int i = 0; i < count; i++)
            {
                Fill(device.Input(i), seed++);
            }

            device.Run(count, TestContext.Current.CancellationToken);

            for (int i = 0; i < count; i++)
            {
                device.Input(i).CopyTo(_cpu.Input(0));
                _cpu.Run(1, TestContext.Current.CancellationToken);
                AssertClose(_cpu.Logits(0), device.Logits(i));
                AssertClose(_cpu.Embedding(0), device.Embedding(i));
            }
        }
    }

    [Fact]
    public void A_cancelled_device_run_throws_and_the_next_one_is_right()
    {
        using Workspace device = new CudaWorkspace(_session, _model, Capacity, Timeout.InfiniteTimeSpan);
        Assert.Throws<OperationCanceledException>(() => device.Run(1, new CancellationToken(canceled: true)));

        Assert.Null(DeviceCheck.FindFault(device, _cpu));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Capacity)]
    public void A_device_that_computes_what_the_CPU_does_passes(int capacity)
    {
        using Workspace device = new CudaWorkspace(_session, _model, capacity, Timeout.InfiniteTimeSpan);

        Assert.Null(DeviceCheck.FindFault(device, _cpu));
    }

    [Fact]
    public void A_device_that_never_looks_at_its_inputs_again_is_found()
    {
        using Workspace device = new StaleWorkspace(_session, _model);

        Assert.Contains("differ from the CPU's", DeviceCheck.FindFault(device, _cpu), StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_leaves_out_the_last_row_is_found()
    {
        using Workspace device = new ShortWorkspace(_session, _model);

        Assert.Contains($"batch of {Capacity}", DeviceCheck.FindFault(device, _cpu), StringComparison.Ordinal);
    }

    private static void Fill(Span<float> input, int seed)
    {
        Random random = new(seed);
        foreach (ref float value in input)
        {
            value = random.NextSingle();
        }
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-4f);
        }
    }

    /// <summary>What binding the inputs to a GPU once would do: it goes on with the first ones.</summary>
    private sealed class StaleWorkspace(InferenceSession session, ModelInfo model) : CudaWorkspace(session, model, DeviceTests.Capacity, Timeout.InfiniteTimeSpan)
    {
        private bool _ran;

        protected override void Execute(RunOptions options, int count)
        {
            if (!_ran)
            {
                base.Execute(options, count);
                _ran = true;
            }
        }
    }

    private sealed class ShortWorkspace(InferenceSession session, ModelInfo model) : CpuWorkspace(session, model, DeviceTests.Capacity, Timeout.InfiniteTimeSpan)
    {
        protected override void Execute(RunOptions options, int count) => base.Execute(options, count - 1);
    }
}

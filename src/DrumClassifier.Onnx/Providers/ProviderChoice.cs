using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>Starts a model on the provider that the options ask for, or on the one that can be had.</summary>
internal static class ProviderChoice
{
    /// <summary>Loads a model where the options ask for it.</summary>
    /// <exception cref="InvalidModelException">The model is not usable.</exception>
    /// <exception cref="ProviderUnavailableException">CUDA was asked for and cannot run.</exception>
    /// <exception cref="RuntimeUnavailableException">ONNX Runtime's native library cannot be used.</exception>
    public static InferenceEngine Start(ModelFile model, DrumClassifierOptions options)
    {
        if (ModelFileCheck.FindFault(model.Bytes) is string fault)
        {
            throw model.Invalid("it " + fault);
        }

        NativeRuntime.Start();
        switch (options.Provider)
        {
            case ExecutionProvider.Cuda:
                return StartCuda(model, options);
            case ExecutionProvider.Auto:
                try
                {
                    return StartCuda(model, options);
                }
                catch (ProviderUnavailableException exception)
                {
                    return StartCpu(model, options, exception.Message);
                }

            default:
                return StartCpu(model, options, reason: null);
        }
    }

    private static InferenceEngine StartCpu(ModelFile model, DrumClassifierOptions options, string? reason) =>
        Start([SessionFactory.CreateCpu(model, options)], model, options, new(options.Provider, ExecutionProvider.Cpu, reason));

    /// <summary>Single calls and batches get a session each: on a GPU, one that is run with changing shapes plans its convolutions anew each time.</summary>
    private static InferenceEngine StartCuda(ModelFile model, DrumClassifierOptions options)
    {
        InferenceSession session = SessionFactory.CreateCuda(model, options);
        InferenceSession batchSession;
        try
        {
            batchSession = SessionFactory.CreateCuda(model, options);
        }
        catch
        {
            session.Dispose();
            throw;
        }

        InferenceEngine engine = Start([session, batchSession], model, options, new(options.Provider, ExecutionProvider.Cuda));
        string? fault;
        try
        {
            using InferenceEngine cpu = StartCpu(model, new(), reason: null);
            fault = DeviceCheck.FindFault(engine, cpu);
        }
        catch (DrumClassifierException exception)
        {
            engine.Dispose();
            throw SessionFactory.Unavailable($"the first run on device {options.DeviceId} failed: {exception.Message}", exception);
        }

        if (fault is not null)
        {
            engine.Dispose();
            throw SessionFactory.Unavailable($"device {options.DeviceId} gives wrong answers: {fault}", inner: null);
        }

        return engine;
    }

    private static InferenceEngine Start(InferenceSession[] sessions, ModelFile model, DrumClassifierOptions options, ProviderStatus provider)
    {
        try
        {
            return new InferenceEngine(sessions, ModelReader.Read(sessions[0], model), provider, options);
        }
        catch
        {
            Array.ForEach(sessions, session => session.Dispose());
            throw;
        }
    }
}

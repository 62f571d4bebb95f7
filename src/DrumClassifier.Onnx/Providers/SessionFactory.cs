using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>Makes ONNX Runtime sessions, and turns everything that can go wrong with a provider into one exception.</summary>
internal static class SessionFactory
{
    private const string CudaName = "CUDAExecutionProvider";

    /// <summary>Makes a session that runs on the CPU.</summary>
    /// <exception cref="InvalidModelException">The bytes are no ONNX model that ONNX Runtime accepts.</exception>
    public static InferenceSession CreateCpu(ModelFile model, DrumClassifierOptions options)
    {
        using SessionOptions session = CommonOptions(options);
        options.ConfigureSession?.Invoke(session);
        return Load(model, session, options.RunTimeout);
    }

    /// <summary>Makes a session that runs on the GPU <see cref="DrumClassifierOptions.DeviceId"/>.</summary>
    /// <exception cref="ProviderUnavailableException">CUDA cannot run here; the message gives the cause and the cure.</exception>
    /// <exception cref="InvalidModelException">The bytes are no ONNX model that ONNX Runtime accepts.</exception>
    public static InferenceSession CreateCuda(ModelFile model, DrumClassifierOptions options)
    {
        if (!OrtEnv.Instance().GetAvailableProviders().Contains(CudaName))
        {
            throw Unavailable(
                "the native ONNX Runtime that this app loaded has no CUDA in it (it comes from the package Microsoft.ML.OnnxRuntime)",
                inner: null);
        }

        using SessionOptions session = CommonOptions(options);
        try
        {
            using OrtCUDAProviderOptions cuda = new();
            cuda.UpdateOptions(new Dictionary<string, string>
            {
                ["device_id"] = options.DeviceId.ToString(),

                // TensorFloat-32 would move a probability by up to 0.001: the same sound, another answer than on the CPU.
                ["use_tf32"] = "0",
            });
            session.AppendExecutionProvider_CUDA(cuda);
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
        {
            throw Unavailable($"ONNX Runtime could not load its CUDA provider: {exception.Message}", exception);
        }

        options.ConfigureSession?.Invoke(session);
        try
        {
            return new InferenceSession(model.Bytes, session);
        }
        catch (OnnxRuntimeException exception)
        {
            // A provider that is listed may still fail here; a file that the CPU refuses too is the file's fault.
            using SessionOptions cpu = CommonOptions(options);
            using (Load(model, cpu, options.RunTimeout))
            {
                throw Unavailable($"CUDA did not start on device {options.DeviceId}: {exception.Message}", exception);
            }
        }
    }

    /// <summary>
    /// No spinning: a host app's other threads need the cores more than the next one-shot needs its few microseconds.
    /// </summary>
    private static SessionOptions CommonOptions(DrumClassifierOptions options)
    {
        SessionOptions session = new()
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        // Never guessed from the bytes: only ONNX files have been looked through (ModelFileCheck).
        session.AddSessionConfigEntry("session.load_model_format", "ONNX");
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        session.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        return session;
    }

    /// <summary>
    /// Opens a session within the limit. Loops and branches do not run here, but operators on constants do, and a small file can ask for large ones.
    /// </summary>
    private static InferenceSession Load(ModelFile model, SessionOptions session, TimeSpan limit)
    {
        using CancellationTokenSource expiry = new(limit);
        try
        {
            using (expiry.Token.UnsafeRegister(static options => ((SessionOptions)options!).SetLoadCancellationFlag(true), session))
            {
                return new InferenceSession(model.Bytes, session);
            }
        }
        catch (OnnxRuntimeException exception)
        {
            string problem = expiry.IsCancellationRequested
                ? $"ONNX Runtime has not loaded it within {limit.TotalSeconds:0.###} s ({nameof(DrumClassifierOptions.RunTimeout)})"
                : $"ONNX Runtime refuses it ({exception.Message})";
            throw model.Invalid(problem, exception);
        }
    }

    /// <summary>The one exception for a GPU that cannot be used: the cause as given, and the cure.</summary>
    public static ProviderUnavailableException Unavailable(string cause, Exception? inner) =>
        new(
            $"CUDA is not available: {cause.TrimEnd('.', '\n', '\r', ' ')}. To use it, reference the package DrumClassifier.Onnx.Gpu in place of "
            + "DrumClassifier.Onnx (it brings Microsoft.ML.OnnxRuntime.Gpu), and install an NVIDIA driver, cuDNN 9 and the CUDA version that "
            + "Microsoft.ML.OnnxRuntime.Gpu was built for (13 for 1.31); their libraries must be found by the loader (PATH on Windows, ldconfig or "
            + "LD_LIBRARY_PATH on Linux). Or ask for ExecutionProvider.Auto, which falls back to the CPU.",
            inner);
}

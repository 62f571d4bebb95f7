using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>
/// Starts ONNX Runtime. Everything of it that runs native code comes after <see cref="Start"/>, so that it reports to nobody, prints no
/// warnings, and says what is wrong where it cannot run.
/// </summary>
internal static class NativeRuntime
{
    private static readonly Lock Starting = new();
    private static volatile bool _started;

    /// <summary>Makes ONNX Runtime's environment if there is none yet. Thread-safe; costs nothing once it has worked.</summary>
    /// <exception cref="RuntimeUnavailableException">The native library is missing, broken or not for this machine.</exception>
    public static void Start()
    {
        if (_started)
        {
            return;
        }

        lock (Starting)
        {
            if (!_started)
            {
                TelemetryOptOut.Set();
                StartEnvironment();
                _started = true;
            }
        }
    }

    /// <summary>Does so on another thread, for a program that has something else to do meanwhile. What fails there fails again in <see cref="Start"/>.</summary>
    public static void Begin() => ThreadPool.UnsafeQueueUserWorkItem(
        static _ =>
        {
            try
            {
                Start();
            }
            catch (RuntimeUnavailableException)
            {
            }
        },
        state: null);

    private static void StartEnvironment()
    {
        try
        {
            MakeEnvironment();

            // Windows builds listen to this alone, and a host may have made the environment itself.
            OrtEnv.Instance().DisableTelemetryEvents();
        }
        catch (Exception exception) when (NativeLibraryFault.Of(exception) is string message)
        {
            throw new RuntimeUnavailableException(message, exception);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new RuntimeUnavailableException($"ONNX Runtime does not start: {exception.Message}", exception);
        }
    }

    private static void MakeEnvironment()
    {
        if (OrtEnv.IsCreated)
        {
            return;
        }

        // A host that loads the library itself knows where it takes it from.
        if (!OrtEnv.DisableDllImportResolver && NativeLibraryFile.Find() is string path && NativeLibraryFile.IsCutShort(path))
        {
            throw new RuntimeUnavailableException(NativeLibraryFault.CutShort(path));
        }

        // By default it prints warnings, for example of graphics cards that it looks for and does not find; errors are exceptions as well.
        EnvironmentCreationOptions options = new()
        {
            logId = nameof(DrumClassifier),
            logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            OrtEnv.CreateInstanceWithOptions(ref options);
        }
        catch (OnnxRuntimeException) when (OrtEnv.IsCreated)
        {
            // The host was faster; the environment is its own.
        }
    }
}

using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>
/// Keeps ONNX Runtime from reporting to anybody. Since 1.29 its builds for Linux and macOS do: when the environment is made, before
/// <see cref="Microsoft.ML.OnnxRuntime.OrtEnv.DisableTelemetryEvents"/> can be called, they write an identifier and a database below the
/// user's home and look up a host, unless this variable is in the process's own environment.
/// </summary>
internal static partial class TelemetryOptOut
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Sets the variable for this process.</summary>
    public static void Set()
    {
        // Children inherit this; on Windows, where native code sees it too, there is nothing more to set.
        Environment.SetEnvironmentVariable(Variable, "1");
        if (OperatingSystem.IsWindows() || Marshal.PtrToStringUTF8(GetVariable(Variable)) == "1")
        {
            return;
        }

        // .NET keeps a copy of the environment on Unix, which native code never sees.
        _ = SetVariable(Variable, "1", overwrite: 1);
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetVariable(string name);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}

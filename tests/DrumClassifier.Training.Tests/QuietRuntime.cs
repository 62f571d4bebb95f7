using System.Runtime.CompilerServices;

namespace DrumClassification.Tests;

/// <summary>These tests call ONNX Runtime themselves too: it is started as the library starts it.</summary>
internal static class QuietRuntime
{
    [ModuleInitializer]
    internal static void Start() => NativeRuntime.Start();
}

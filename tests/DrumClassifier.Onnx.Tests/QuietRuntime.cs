using System.Runtime.CompilerServices;

namespace DrumClassification.Tests;

/// <summary>These tests also call ONNX Runtime themselves: it is started as the library starts it, before the first of them.</summary>
internal static class QuietRuntime
{
    [ModuleInitializer]
    internal static void Start() => NativeRuntime.Start();
}

namespace DrumClassification;

/// <summary>Where the network runs.</summary>
public enum ExecutionProvider
{
    /// <summary>On the CPU. Works everywhere.</summary>
    Cpu,

    /// <summary>
    /// On an NVIDIA GPU. Needs the package DrumClassifier.Onnx.Gpu in place of DrumClassifier.Onnx, an NVIDIA driver, CUDA and cuDNN;
    /// where it cannot run, creating the classifier throws <see cref="ProviderUnavailableException"/>.
    /// </summary>
    Cuda,

    /// <summary>On a GPU where that works, else on the CPU; <see cref="IDrumClassifier.Provider"/> says which, and why.</summary>
    Auto,
}

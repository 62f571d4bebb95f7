namespace DrumClassification.Tests;

/// <summary>How <see cref="WavWriter"/> stores a sample.</summary>
public enum WavEncoding
{
    /// <summary>8-bit unsigned integer.</summary>
    Pcm8,

    /// <summary>16-bit integer.</summary>
    Pcm16,

    /// <summary>24-bit integer.</summary>
    Pcm24,

    /// <summary>32-bit integer.</summary>
    Pcm32,

    /// <summary>32-bit float.</summary>
    Ieee32,

    /// <summary>64-bit float.</summary>
    Ieee64,
}

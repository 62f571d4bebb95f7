namespace DrumClassification.Modelling.Quantization;

/// <summary>The values that a tensor takes, on the way to eight bits: what 0 … 255 stand for.</summary>
/// <param name="Low">The smallest that is kept, at most 0.</param>
/// <param name="High">The largest, at least 0.</param>
internal readonly record struct ActivationRange(float Low, float High)
{
    private const int Steps = 255;
    private const float SmallestScale = 1e-8f;

    /// <summary>Distance between neighbouring values.</summary>
    public float Scale => Math.Max((High - Low) / Steps, SmallestScale);

    /// <summary>What stands for 0, which has to be exact: padding and ReLU make many.</summary>
    public byte ZeroPoint => (byte)Math.Clamp(MathF.Round(-Low / Scale), 0, Steps);
}

namespace DrumClassification;

/// <summary>What reasons have in common.</summary>
internal static class UncertainReasons
{
    /// <summary>True where one hit is heard, surely of its class or not. Silence, loops and songs are nothing that a class could be right for.</summary>
    public static bool IsOneHit(this UncertainReason reason) => reason is UncertainReason.None or UncertainReason.LowConfidence;
}

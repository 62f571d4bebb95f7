using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>Zeroed native floats that start on a cache line, so that no SIMD access straddles two.</summary>
internal sealed unsafe class AlignedBuffer : SafeHandle
{
    private const int CacheLineBytes = 64;

    public AlignedBuffer(int length)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        Length = length;
        nuint bytes = (nuint)length * sizeof(float);
        SetHandle((nint)NativeMemory.AlignedAlloc(bytes, CacheLineBytes));
        NativeMemory.Clear((void*)handle, bytes);
    }

    public int Length { get; }

    public override bool IsInvalid => handle == 0;

    /// <summary>The first element. Valid while the buffer is reachable: callers hold it across every use.</summary>
    public float* Pointer => (float*)handle;

    public Span<float> Span => new((void*)handle, Length);

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>Two channels of which one or both are stored as a difference or a mean (RFC 9639, section 9.1.3).</summary>
internal static class FlacStereo
{
    /// <summary>Turns what is stored into left and right, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Restore(FlacChannelMode mode, Span<int> first, Span<int> second)
    {
        Span<Vector<int>> firsts = MemoryMarshal.Cast<int, Vector<int>>(first);
        Span<Vector<int>> seconds = MemoryMarshal.Cast<int, Vector<int>>(second)[..firsts.Length];
        int rest = firsts.Length * Vector<int>.Count;
        switch (mode)
        {
            case FlacChannelMode.LeftSide:
                for (int i = 0; i < firsts.Length; i++)
                {
                    seconds[i] = firsts[i] - seconds[i];
                }

                for (int i = rest; i < first.Length; i++)
                {
                    second[i] = first[i] - second[i];
                }

                break;
            case FlacChannelMode.SideRight:
                for (int i = 0; i < firsts.Length; i++)
                {
                    firsts[i] += seconds[i];
                }

                for (int i = rest; i < first.Length; i++)
                {
                    first[i] += second[i];
                }

                break;
            case FlacChannelMode.MidSide:
                for (int i = 0; i < firsts.Length; i++)
                {
                    Vector<int> side = seconds[i];
                    Vector<int> right = firsts[i] - (side >> 1);
                    firsts[i] = right + side;
                    seconds[i] = right;
                }

                for (int i = rest; i < first.Length; i++)
                {
                    int side = second[i];
                    second[i] = first[i] - (side >> 1);
                    first[i] = second[i] + side;
                }

                break;
            default:
                break;
        }
    }

    /// <summary>The same for 32 bits, where the difference has 33.</summary>
    /// <param name="mode">What is stored.</param>
    /// <param name="first">What is stored first, unless that is the difference; receives the left channel.</param>
    /// <param name="second">What is stored second, unless that is the difference; receives the right channel.</param>
    /// <param name="differences">Left minus right.</param>
    public static void Restore(FlacChannelMode mode, Span<int> first, Span<int> second, ReadOnlySpan<long> differences)
    {
        for (int i = 0; i < first.Length; i++)
        {
            long side = differences[i];
            if (mode == FlacChannelMode.SideRight)
            {
                first[i] = (int)(second[i] + side);
                continue;
            }

            second[i] = (int)(first[i] - (mode == FlacChannelMode.LeftSide ? side : side >> 1));
            first[i] = mode == FlacChannelMode.LeftSide ? first[i] : (int)(second[i] + side);
        }
    }
}

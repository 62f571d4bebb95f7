using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DrumClassification;

/// <summary>Divides clips, which have no names, into those that are looked at together.</summary>
internal static class ClipParts
{
    /// <summary>The places of the clips of each part. Many are put in the order of their samples' SHA-256, so that the caller's order does not matter.</summary>
    public static IEnumerable<ArraySegment<int>> Divide(IReadOnlyList<AudioClip> clips)
    {
        int[] places = [.. Enumerable.Range(0, clips.Count)];
        if (clips.Count > NeighbourLimits.MostTogether)
        {
            string[] hashes = [.. clips.Select(clip => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(clip.Samples))))];
            Array.Sort(hashes, places, StringComparer.Ordinal);
        }

        return NeighbourLimits.Divide(places);
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DrumClassification.Cli.Scale;

/// <summary>
/// The first 16 bytes of the SHA-256 of a path's UTF-8: what is kept in memory of a path, and what decides on its shard. Any program can compute it,
/// and two of a thousand million paths have the same with a probability of 10⁻²¹.
/// </summary>
/// <param name="Value">The bytes, the first the most significant.</param>
internal readonly record struct PathFingerprint(UInt128 Value)
{
    /// <summary>The first 8 bytes.</summary>
    public ulong Head => (ulong)(Value >> 64);

    /// <summary>The fingerprint of a path as it stands in the list, character for character.</summary>
    public static PathFingerprint Of(string path)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(path), hash);
        return new PathFingerprint(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }
}

using System.Security.Cryptography;
using System.Text;

namespace DrumClassification.Training.Neighbours;

/// <summary>Identifies what a stage was trained on.</summary>
internal static class NeighbourData
{
    /// <summary>SHA-256 of which sounds were heard, with which classes, folders and answers, as lower-case hexadecimal digits.</summary>
    public static string Hash(IReadOnlyList<HeardSound> sounds)
    {
        StringBuilder text = new();
        foreach (HeardSound sound in sounds.OrderBy(sound => sound.DataSet, StringComparer.Ordinal).ThenBy(sound => sound.Name, StringComparer.Ordinal))
        {
            text.Append(sound.Folder).Append('/').Append(sound.Name).Append('\n').Append(sound.Class).Append('\n').AppendJoin(' ', sound.Evidence.Select(BitConverter.SingleToInt32Bits)).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Neighbours;

/// <summary>Folders as tensors, which the caller's scope owns; the shorter ones end with empty places.</summary>
internal sealed record FolderBatch(Tensor Evidence, Tensor Directions, Tensor Mask)
{
    private int[] _sizes = [];

    /// <summary>The sound of each place, row-major [folder, place]; null where it is empty.</summary>
    public required HeardSound?[] Sounds { get; init; }

    /// <summary>Number of sounds in the folder of a place.</summary>
    public int SizeOf(int place) => _sizes[place / (Sounds.Length / _sizes.Length)];

    /// <summary>Puts folders together.</summary>
    public static FolderBatch Of(IReadOnlyList<HeardSound[]> folders)
    {
        int most = folders.Max(folder => folder.Length);
        int evidence = folders[0][0].Evidence.Length;
        int direction = folders[0][0].Direction.Length;
        float[] evidences = new float[folders.Count * most * evidence];
        float[] directions = new float[folders.Count * most * direction];
        float[] mask = new float[folders.Count * most];
        HeardSound?[] sounds = new HeardSound?[folders.Count * most];
        for (int f = 0; f < folders.Count; f++)
        {
            for (int i = 0; i < folders[f].Length; i++)
            {
                int place = (f * most) + i;
                HeardSound sound = folders[f][i];
                sounds[place] = sound;
                mask[place] = 1;
                sound.Evidence.CopyTo(evidences, place * evidence);
                sound.Direction.CopyTo(directions, place * direction);
            }
        }

        return new FolderBatch(tensor(evidences, folders.Count, most, evidence), tensor(directions, folders.Count, most, direction), tensor(mask, folders.Count, most))
        {
            Sounds = sounds,
            _sizes = [.. folders.Select(folder => folder.Length)],
        };
    }
}

using System.Security.Cryptography;
using DrumClassification.Training.Data;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.CrossValidation;

/// <summary>
/// The networks of an earlier cross-validation, each of which teaches the network of the same fold. Neither has heard the fold, so that what the taught
/// network says of it is out of fold too.
/// </summary>
internal sealed class FoldTeachers
{
    private readonly string _folder;
    private readonly int _folds;

    private FoldTeachers(string folder, int folds, string contentHash)
    {
        _folder = folder;
        _folds = folds;
        ContentHash = contentHash;
    }

    /// <summary>SHA-256 of the model files, as lower-case hexadecimal digits.</summary>
    public string ContentHash { get; }

    /// <summary>Finds the networks of a run.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="folds">Number of folds that this run has.</param>
    /// <exception cref="DataSetException">A network of a fold is missing.</exception>
    public static FoldTeachers Find(string folder, int folds)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int fold = 1; fold <= folds; fold++)
        {
            string path = PathOf(folder, fold);
            hash.AppendData(File.Exists(path)
                ? SHA256.HashData(File.ReadAllBytes(path))
                : throw new DataSetException($"There is no '{path}'. --teachers wants the --folder of a finished run with {folds} folds."));
        }

        return new FoldTeachers(folder, folds, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The network that teaches a fold.</summary>
    public string ModelPath(int fold) => PathOf(_folder, fold);

    /// <summary>Checks that no teacher has heard a sound of the fold that it teaches.</summary>
    /// <param name="sounds">The sounds that are looked at.</param>
    /// <param name="foldOf">The fold of each, from 1.</param>
    /// <exception cref="DataSetException">One has: the earlier run had other sounds, another seed or other folds.</exception>
    public void RequireUnheard(IReadOnlyList<Sound> sounds, Func<Sound, int> foldOf)
    {
        HashSet<(string, string)>[] unheard = [.. Enumerable.Range(1, _folds).Select(Unheard)];
        if (sounds.FirstOrDefault(sound => !unheard[foldOf(sound) - 1].Contains((sound.DataSet, sound.Name))) is { } heard)
        {
            throw new DataSetException(
                $"'{heard.Path}' is in fold {foldOf(heard)}, whose teacher '{ModelPath(foldOf(heard))}' may have heard it. "
                + "Give the earlier run's data sets, --seed, --folds and --fold-by.");
        }
    }

    private HashSet<(string DataSet, string Name)> Unheard(int fold) => [.. FoldScores.ReadSounds(Path.Combine(_folder, $"fold-{fold}.json"))];

    private static string PathOf(string folder, int fold) => Path.Combine(folder, $"fold-{fold}.onnx");
}

using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Fitting;

namespace DrumClassification.Training.LabelCleaning;

/// <summary>The folds of a cross-validation and the files that they leave in a folder, which several processes may share.</summary>
internal sealed class FoldRuns
{
    private readonly string _folder;
    private readonly int _folds;
    private readonly Dictionary<string, int> _foldOfPath;

    private FoldRuns(string folder, Sound[] sounds, TrainingRecipe recipe, int folds, Dictionary<string, int> foldOfPath, string identity)
    {
        _folder = folder;
        _folds = folds;
        _foldOfPath = foldOfPath;
        Sounds = sounds;
        Recipe = recipe;
        Identity = identity;
    }

    /// <summary>The sounds that are looked at.</summary>
    public Sound[] Sounds { get; }

    /// <summary>How each fold's network is trained.</summary>
    public TrainingRecipe Recipe { get; }

    /// <summary>Identifies recipe, sounds, seed and number of folds.</summary>
    public string Identity { get; }

    /// <summary>Assigns the folds; reads every file once, to know it again.</summary>
    /// <exception cref="DataSetException">There are fewer groups than folds, or no sounds.</exception>
    public static FoldRuns Create(
        string folder, Sound[] sounds, TrainingRecipe recipe, int folds, int seed, SplitProtocol split, CancellationToken cancellationToken)
    {
        if (sounds.Length == 0)
        {
            throw new DataSetException($"No sound is in the train or validation part of the {split.ToString().ToLowerInvariant()} split.");
        }

        IReadOnlyList<int> assigned = FoldAssigner.Assign(sounds, folds, seed);
        string identity = TrainingIdentity.Compute(recipe, DataHash.Compute(sounds, cancellationToken), split, seed, $"{folds}");
        return new FoldRuns(folder, sounds, recipe, folds, sounds.Zip(assigned).ToDictionary(pair => pair.First.Path, pair => pair.Second + 1), identity);
    }

    /// <summary>The fold of a sound, from 1; null for one that is not looked at, such as a test row.</summary>
    public int? FoldOf(Sound sound) => _foldOfPath.TryGetValue(sound.Path, out int fold) ? fold : null;

    /// <summary>What a fold that was stopped goes on from.</summary>
    public string CheckpointPath(int fold) => Path.Combine(_folder, $"fold-{fold}.ckpt");

    /// <summary>What a finished fold says; null where it is not finished.</summary>
    /// <exception cref="DataSetException">What is there belongs to another run.</exception>
    public FoldScores? Load(int fold) => FoldScores.Load(ScoresPath(fold), Identity);

    /// <summary>Finishes a fold.</summary>
    public void Save(int fold, IReadOnlyList<SoundScores> scores) => new FoldScores { Identity = Identity, Sounds = scores }.Save(ScoresPath(fold));

    /// <summary>Forgets a fold.</summary>
    public void Delete(int fold)
    {
        if (Directory.Exists(_folder))
        {
            File.Delete(ScoresPath(fold));
            File.Delete(CheckpointPath(fold));
        }
    }

    /// <summary>
    /// The answers of all folds, which must be finished, in the order of the sounds; those that could not be read are left out. One
    /// temperature, fitted over all of them, makes the scores probabilities.
    /// </summary>
    public IReadOnlyList<OutOfFoldAnswer> Collect()
    {
        Dictionary<(string, string), float[]> scores = Enumerable.Range(1, _folds)
            .SelectMany(fold => Load(fold)!.Sounds)
            .ToDictionary(sound => (sound.DataSet, sound.Name), sound => sound.Scores);
        Sound[] read = [.. Sounds.Where(sound => scores.ContainsKey((sound.DataSet, sound.Name)))];
        int classes = DrumLabels.All.Count;
        Sound[] known = [.. read.Where(sound => sound.Label != LabelNames.Other)];
        double temperature = CalibrationFitter.FitTemperature(
            Flatten(known), [.. known.Select(sound => LabelNames.IndexOf(sound.Label))], classes);
        float[][] probabilities = CalibrationFitter.Probabilities(Flatten(read), classes, temperature);
        return [.. read.Select((sound, i) => new OutOfFoldAnswer(sound, _foldOfPath[sound.Path], probabilities[i]))];

        float[] Flatten(Sound[] rows) => [.. rows.SelectMany(sound => scores[(sound.DataSet, sound.Name)])];
    }

    private string ScoresPath(int fold) => Path.Combine(_folder, $"fold-{fold}.json");
}

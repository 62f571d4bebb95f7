using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Files;
using DrumClassification.Training.Fitting;
using DrumClassification.Training.Kinds;

namespace DrumClassification.Training.CrossValidation;

/// <summary>The folds of a cross-validation and the files that they leave in a folder, which several processes may share.</summary>
internal sealed class FoldRuns
{
    private readonly string _folder;
    private readonly int _folds;
    private readonly Dictionary<string, int> _foldOfPath;
    private readonly FoldTeachers? _teachers;

    private FoldRuns(string folder, Sound[] sounds, TrainingRecipe recipe, KindCatalog? kinds, int folds, Dictionary<string, int> foldOfPath, FoldTeachers? teachers, string identity)
    {
        Kinds = kinds;
        _folder = folder;
        _folds = folds;
        _foldOfPath = foldOfPath;
        _teachers = teachers;
        Sounds = sounds;
        Recipe = recipe;
        Identity = identity;
    }

    /// <summary>The sounds that are looked at.</summary>
    public Sound[] Sounds { get; }

    /// <summary>How each fold's network is trained.</summary>
    public TrainingRecipe Recipe { get; }

    /// <summary>The kinds that are learned; null for none.</summary>
    public KindCatalog? Kinds { get; }

    /// <summary>Identifies recipe, sounds, seed and number of folds.</summary>
    public string Identity { get; }

    /// <summary>Assigns the folds; reads every file once, to know it again.</summary>
    /// <exception cref="DataSetException">There are fewer groups than folds, or no sounds.</exception>
    public static FoldRuns Create(
        string folder, Sound[] sounds, TrainingRecipe recipe, int folds, FoldUnit unit, int seed, SplitProtocol split, string? teachers, CancellationToken cancellationToken)
    {
        if (sounds.Length == 0)
        {
            throw new DataSetException($"No sound is in the train or validation part of the {split.ToString().ToLowerInvariant()} split.");
        }

        IReadOnlyList<int> assigned = FoldAssigner.Assign(sounds, folds, seed, unit);
        KindCatalog? kinds = recipe.Kinds is null ? null : KindCatalog.Get(recipe.Kinds);
        Dictionary<string, int> foldOfPath = sounds.Zip(assigned).ToDictionary(pair => pair.First.Path, pair => pair.Second + 1);
        FoldTeachers? taughtBy = teachers is null ? null : FoldTeachers.Find(teachers, folds);
        taughtBy?.RequireUnheard(sounds, sound => foldOfPath[sound.Path]);
        string identity = TrainingIdentity.Compute(
            recipe, DataHash.Compute(sounds, cancellationToken), split, seed, $"{folds} {unit} {new TrainingGuides { Kinds = kinds }.Identity} {taughtBy?.ContentHash}".TrimEnd());
        return new FoldRuns(folder, sounds, recipe, kinds, folds, foldOfPath, taughtBy, identity);
    }

    /// <summary>The fold of a sound, from 1; null for one that is not looked at, such as a test row.</summary>
    public int? FoldOf(Sound sound) => _foldOfPath.TryGetValue(sound.Path, out int fold) ? fold : null;

    /// <summary>The network that teaches a fold; null if none does.</summary>
    /// <exception cref="DrumClassifierException">It cannot teach the recipe's network; the message says why.</exception>
    public TeacherEnsemble? LoadTeacher(int fold) => _teachers is null ? null : TeacherEnsemble.Load([_teachers.ModelPath(fold)], Recipe.FrontEnd, Kinds);

    /// <summary>What a fold that was stopped goes on from.</summary>
    public string CheckpointPath(int fold) => Path.Combine(_folder, $"fold-{fold}.ckpt");

    /// <summary>The fold's network.</summary>
    public string ModelPath(int fold) => Path.Combine(_folder, $"fold-{fold}.onnx");

    /// <summary>What a finished fold says; null if it is not finished.</summary>
    /// <exception cref="DataSetException">What is there belongs to another run.</exception>
    public FoldScores? Load(int fold) => FoldScores.Load(ScoresPath(fold), Identity);

    /// <summary>Finishes a fold.</summary>
    /// <param name="sounds">Its sounds.</param>
    /// <param name="predictions">What the network says of them.</param>
    /// <param name="kinds">Number of kinds that it knows.</param>
    public void Save(int fold, Sound[] sounds, Predictions predictions, int kinds)
    {
        float[][] scores = [.. predictions.Scores.Chunk(DrumLabels.All.Count)];
        SoundScores[] rows = [.. sounds.Select((sound, i) => new SoundScores(sound.DataSet, sound.Name, scores[i], predictions.Kinds.AsSpan(i * kinds, kinds).ToArray()))];
        new FoldScores { Identity = Identity, Sounds = rows }.Save(ScoresPath(fold));
    }

    /// <summary>Forgets a fold.</summary>
    public void Delete(int fold)
    {
        if (Directory.Exists(_folder))
        {
            File.Delete(ScoresPath(fold));
            File.Delete(CheckpointPath(fold));
            File.Delete(ModelPath(fold));
        }
    }

    /// <summary>
    /// The predictions of all folds, which must be finished, in the order of the sounds; those that could not be read are left out. One
    /// temperature, fitted over all of them, makes the scores probabilities.
    /// </summary>
    public OutOfFoldPredictions Collect()
    {
        Dictionary<(string, string), SoundScores> scores = Enumerable.Range(1, _folds)
            .SelectMany(fold => Load(fold)!.Sounds)
            .ToDictionary(sound => (sound.DataSet, sound.Name));
        Sound[] read = [.. Sounds.Where(sound => scores.ContainsKey((sound.DataSet, sound.Name)))];
        SoundScores[] rows = [.. read.Select(sound => scores[(sound.DataSet, sound.Name)])];
        Predictions predictions = new([.. rows.SelectMany(row => row.Scores)], [.. rows.SelectMany(row => row.Kinds)]);
        ModelCalibration calibration = ConfidenceFitter.Fit(read, predictions, Kinds);
        float[][] probabilities = CalibrationFitter.Probabilities(predictions.Scores, DrumLabels.All.Count, calibration.Temperature);
        SoundKind[] kinds = Kinds is null ? [] : KindMetrics.Choose(predictions, Kinds, calibration);
        return new OutOfFoldPredictions(
            [.. read.Select((sound, i) => new OutOfFoldPrediction(sound, _foldOfPath[sound.Path], probabilities[i]) { Kind = Kinds is null ? null : kinds[i] })],
            calibration);
    }

    private string ScoresPath(int fold) => Path.Combine(_folder, $"fold-{fold}.json");
}

/// <summary>What all folds say.</summary>
/// <param name="Predictions">One prediction a sound.</param>
/// <param name="Calibration">The calibration that makes them probabilities and decisions, fitted over all of them.</param>
internal sealed record OutOfFoldPredictions(IReadOnlyList<OutOfFoldPrediction> Predictions, ModelCalibration Calibration);

using System.Collections.Concurrent;
using DrumClassification.Training.Data;

namespace DrumClassification.Training.Evaluation;

/// <summary>
/// Classifies sounds as they are and under each condition, through the library. Sounds are read once, a block at a time, for all
/// models, so that memory stays bounded.
/// </summary>
public sealed class RobustnessEvaluator
{
    private const int BlockSize = 64;

    private readonly IReadOnlyList<IDrumClassifier> _models;
    private readonly IReadOnlyList<RobustnessCondition> _conditions;
    private readonly Tally[] _tallies;
    private readonly ConcurrentBag<SkippedSound> _skipped = [];

    /// <summary>Prepares the counting.</summary>
    /// <param name="models">The models; left open.</param>
    /// <param name="conditions">What is done to the sounds.</param>
    public RobustnessEvaluator(IReadOnlyList<IDrumClassifier> models, IReadOnlyList<RobustnessCondition> conditions)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(conditions);
        _models = models;
        _conditions = conditions;
        _tallies = [.. models.Select(_ => new Tally(conditions.Count))];
    }

    /// <summary>The sounds that could not be read, by name.</summary>
    public IReadOnlyList<SkippedSound> Skipped => [.. _skipped.OrderBy(sound => sound.Name, StringComparer.Ordinal)];

    /// <summary>Classifies everything. Sounds that are of no class of a model do not count for it.</summary>
    /// <param name="names">What to call the models.</param>
    /// <param name="sounds">The sounds.</param>
    /// <param name="onSound">Called with the number of sounds done. Null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="DataSetException">A model has not one sound of its classes that can be read.</exception>
    public IReadOnlyList<RobustnessResult> Run(
        IReadOnlyList<string> names, IReadOnlyList<Sound> sounds, Action<int>? onSound = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(sounds);
        int done = 0;
        foreach (Sound[] block in sounds.Chunk(BlockSize))
        {
            Judge(Decode(block, cancellationToken), cancellationToken);
            onSound?.Invoke(done += block.Length);
        }

        return [.. names.Select((name, i) => _tallies[i].Count > 0 ? _tallies[i].ToResult(name, _conditions)
            : throw new DataSetException($"None of the {sounds.Count} sounds that can be read has a class of the model '{name}'."))];
    }

    private List<(Sound Sound, AudioClip Clip)> Decode(Sound[] block, CancellationToken cancellationToken)
    {
        AudioClip?[] clips = new AudioClip?[block.Length];
        Parallel.For(0, block.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            try
            {
                clips[i] = AudioDecoder.DecodeFile(block[i].Path, new AudioDecodeOptions { MaxDuration = new DrumClassifierOptions().MaxDuration });
            }
            catch (DrumClassifierException exception)
            {
                _skipped.Add(new SkippedSound(block[i].Name, block[i].Label, exception.Message));
            }
        });
        return [.. block.Zip(clips).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!))];
    }

    private void Judge(List<(Sound Sound, AudioClip Clip)> block, CancellationToken cancellationToken)
    {
        AudioClip[] plain = [.. block.Select(pair => pair.Clip)];
        string[][] before = [.. _models.Select(model => Answers(model, plain, cancellationToken))];
        for (int m = 0; m < _models.Count; m++)
        {
            _tallies[m].AddPlain(block, before[m], _models[m].Model.Labels);
        }

        for (int c = 0; c < _conditions.Count; c++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            AudioClip[] altered = [.. plain.AsParallel().AsOrdered().Select(_conditions[c].Apply)];
            for (int m = 0; m < _models.Count; m++)
            {
                _tallies[m].Add(c, block, altered, before[m], Answers(_models[m], altered, cancellationToken), _models[m].Model.Labels);
            }
        }
    }

    private static string[] Answers(IDrumClassifier model, AudioClip[] clips, CancellationToken cancellationToken) =>
        [.. model.ClassifyBatch(clips, cancellationToken).Select(answer => answer.Label)];

    /// <summary>The counts of one model.</summary>
    private sealed class Tally(int conditions)
    {
        private readonly int[] _right = new int[conditions];
        private readonly int[] _altered = new int[conditions];
        private readonly int[] _changed = new int[conditions];
        private int _rightPlain;

        public int Count { get; private set; }

        public void AddPlain(List<(Sound Sound, AudioClip Clip)> block, string[] answers, IReadOnlyList<string> labels)
        {
            for (int i = 0; i < answers.Length; i++)
            {
                if (labels.Contains(block[i].Sound.Label))
                {
                    Count++;
                    _rightPlain += answers[i] == block[i].Sound.Label ? 1 : 0;
                }
            }
        }

        public void Add(
            int condition, List<(Sound Sound, AudioClip Clip)> block, AudioClip[] altered, string[] before, string[] answers, IReadOnlyList<string> labels)
        {
            for (int i = 0; i < answers.Length; i++)
            {
                if (labels.Contains(block[i].Sound.Label))
                {
                    _right[condition] += answers[i] == block[i].Sound.Label ? 1 : 0;
                    _altered[condition] += ReferenceEquals(altered[i], block[i].Clip) ? 0 : 1;
                    _changed[condition] += answers[i] == before[i] ? 0 : 1;
                }
            }
        }

        public RobustnessResult ToResult(string name, IReadOnlyList<RobustnessCondition> conditions)
        {
            double accuracy = _rightPlain / (double)Count;
            return new RobustnessResult
            {
                Model = name,
                Count = Count,
                Accuracy = accuracy,
                Conditions = [.. conditions.Select((condition, c) => new ConditionResult(
                    condition.Name, _altered[c], _right[c] / (double)Count, 100.0 * (_right[c] - _rightPlain) / Count, _changed[c]))],
            };
        }
    }
}

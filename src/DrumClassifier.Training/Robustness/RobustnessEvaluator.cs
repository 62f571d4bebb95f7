using System.Collections.Concurrent;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Robustness;

/// <summary>
/// Classifies sounds as they are and under each perturbation, through the library. Sounds are read once, a block at a time, for all
/// models, so that memory stays bounded.
/// </summary>
internal sealed class RobustnessEvaluator
{
    private const int BlockSize = 64;

    private readonly IReadOnlyList<IDrumClassifier> _models;
    private readonly IReadOnlyList<Perturbation> _perturbations;
    private readonly Tally[] _tallies;
    private readonly ConcurrentBag<SkippedSound> _skipped = [];

    /// <summary>Prepares the counting.</summary>
    /// <param name="perturbations">What is done to the sounds.</param>
    public RobustnessEvaluator(IReadOnlyList<IDrumClassifier> models, IReadOnlyList<Perturbation> perturbations)
    {
        _models = models;
        _perturbations = perturbations;
        _tallies = [.. models.Select(_ => new Tally(perturbations.Count))];
    }

    /// <summary>The sounds that could not be read, by name.</summary>
    public IReadOnlyList<SkippedSound> Skipped => [.. _skipped.OrderBy(sound => sound.Name, StringComparer.Ordinal)];

    /// <summary>Classifies everything. Sounds that are of no class of a model do not count for it.</summary>
    /// <param name="names">What to call the models.</param>
    /// <param name="onSound">Called with the number of sounds done. Null for none.</param>
    /// <exception cref="DataSetException">A model has not one sound of its classes that can be read.</exception>
    public IReadOnlyList<RobustnessResult> Run(
        IReadOnlyList<string> names, IReadOnlyList<Sound> sounds, Action<int>? onSound = null, CancellationToken cancellationToken = default)
    {
        int done = 0;
        foreach (Sound[] block in sounds.Chunk(BlockSize))
        {
            Judge(Decode(block, cancellationToken), cancellationToken);
            onSound?.Invoke(done += block.Length);
        }

        return [.. names.Select((name, i) => _tallies[i].Count > 0 ? _tallies[i].ToResult(name, _perturbations)
            : throw new DataSetException($"None of the {sounds.Count} sounds that can be read has a class of the model '{name}'."))];
    }

    private List<(Sound Sound, AudioClip Clip)> Decode(Sound[] block, CancellationToken cancellationToken)
    {
        AudioClip?[] clips = new AudioClip?[block.Length];
        Parallel.For(0, block.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            try
            {
                clips[i] = AudioDecoder.DecodeFile(block[i].Path);
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
        AudioClip[] clean = [.. block.Select(pair => pair.Clip)];
        string[][] before = [.. _models.Select(model => Predictions(model, clean, cancellationToken))];
        for (int m = 0; m < _models.Count; m++)
        {
            _tallies[m].AddClean(block, before[m], _models[m].Model.Labels);
        }

        for (int c = 0; c < _perturbations.Count; c++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            AudioClip[] perturbed = [.. clean.AsParallel().AsOrdered().Select(_perturbations[c].Apply)];
            for (int m = 0; m < _models.Count; m++)
            {
                _tallies[m].Add(c, block, perturbed, before[m], Predictions(_models[m], perturbed, cancellationToken), _models[m].Model.Labels);
            }
        }
    }

    private static string[] Predictions(IDrumClassifier model, AudioClip[] clips, CancellationToken cancellationToken) =>
        [.. model.ClassifyBatch(clips, cancellationToken).Select(prediction => prediction.Label)];

    /// <summary>The counts of one model.</summary>
    private sealed class Tally(int perturbations)
    {
        private readonly int[] _right = new int[perturbations];
        private readonly int[] _perturbed = new int[perturbations];
        private readonly int[] _changed = new int[perturbations];
        private int _rightClean;

        public int Count { get; private set; }

        public void AddClean(List<(Sound Sound, AudioClip Clip)> block, string[] predictions, IReadOnlyList<string> labels)
        {
            for (int i = 0; i < predictions.Length; i++)
            {
                if (labels.Contains(block[i].Sound.Label))
                {
                    Count++;
                    _rightClean += predictions[i] == block[i].Sound.Label ? 1 : 0;
                }
            }
        }

        public void Add(
            int perturbation, List<(Sound Sound, AudioClip Clip)> block, AudioClip[] perturbed, string[] before, string[] predictions, IReadOnlyList<string> labels)
        {
            for (int i = 0; i < predictions.Length; i++)
            {
                if (labels.Contains(block[i].Sound.Label))
                {
                    _right[perturbation] += predictions[i] == block[i].Sound.Label ? 1 : 0;
                    _perturbed[perturbation] += ReferenceEquals(perturbed[i], block[i].Clip) ? 0 : 1;
                    _changed[perturbation] += predictions[i] == before[i] ? 0 : 1;
                }
            }
        }

        public RobustnessResult ToResult(string name, IReadOnlyList<Perturbation> perturbations)
        {
            double accuracy = _rightClean / (double)Count;
            return new RobustnessResult
            {
                Model = name,
                Count = Count,
                Accuracy = accuracy,
                Perturbations = [.. perturbations.Select((perturbation, c) => new PerturbationResult(
                    perturbation.Name, _perturbed[c], _right[c] / (double)Count, 100.0 * (_right[c] - _rightClean) / Count, _changed[c]))],
            };
        }
    }
}

using DrumClassification.Training.Augmentation;
using DrumClassification.Training.Data;

namespace DrumClassification.Training.Fitting;

/// <summary>
/// Decoded sounds of one part of the data, ready to be turned into network inputs, clean or augmented. Thread-safe.
/// </summary>
internal sealed class TrainingSounds
{
    [ThreadStatic]
    private static SoundBuffer? _buffer;

    private const double SpareSeconds = 0.03;
    private const double SpareShare = 0.35;

    private readonly LogMelFrontEnd _frontEnd;
    private readonly AudioClip[] _clips;
    private readonly ReadOnlyMemory<float>[] _clean;
    private readonly WaveformAugmenter? _waveform;
    private readonly SpectrogramAugmenter? _spectrogram;

    private TrainingSounds(
        LogMelFrontEnd frontEnd, IReadOnlyList<Sound> sounds, AudioClip[] clips, ReadOnlyMemory<float>[] clean, AugmentationSettings? augmentation, IReadOnlyList<string>? classes)
    {
        _frontEnd = frontEnd;
        _clips = clips;
        _clean = clean;
        Sounds = sounds;
        Classes = classes ?? DrumLabels.All;
        Labels = [.. sounds.Select(sound => SoundClasses.IndexOf(Classes, sound.Label))];
        if (augmentation is not null)
        {
            _waveform = new WaveformAugmenter(augmentation);
            _spectrogram = new SpectrogramAugmenter(augmentation, frontEnd.Settings);
        }
    }

    /// <summary>What is known of each sound.</summary>
    public IReadOnlyList<Sound> Sounds { get; }

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>For each sound the index of its class; −1 for what is none of them.</summary>
    public int[] Labels { get; }

    /// <summary>Number of sounds.</summary>
    public int Count => Sounds.Count;

    /// <summary>Length of one input, mel bands × frames.</summary>
    public int InputLength => _frontEnd.OutputLength;

    /// <summary>
    /// Decodes sounds on all cores. What cannot be read is left out and handed to <paramref name="onFailure"/>. Sounds that are not to be
    /// augmented become network inputs at once, just as the library makes them.
    /// </summary>
    public static TrainingSounds Load(
        IReadOnlyList<Sound> sounds,
        FrontEndSettings frontEnd,
        AugmentationSettings? augmentation,
        Action onDecoded,
        Action<Sound, DrumClassifierException> onFailure,
        CancellationToken cancellationToken,
        IReadOnlyList<string>? classes = null)
    {
        LogMelFrontEnd computer = new(frontEnd);
        AudioClip?[] clips = new AudioClip?[sounds.Count];
        ReadOnlyMemory<float>[] clean = new ReadOnlyMemory<float>[sounds.Count];
        Parallel.For(0, sounds.Count, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            try
            {
                AudioClip clip = AudioDecoder.DecodeFile(sounds[i].Path);
                if (augmentation is null)
                {
                    float[] input = new float[computer.OutputLength];
                    computer.Compute(clip.Samples, clip.SampleRate, input);
                    clean[i] = input;
                }
                else
                {
                    clips[i] = Shorten(clip, frontEnd);
                }
            }
            catch (DrumClassifierException exception)
            {
                onFailure(sounds[i], exception);
            }

            onDecoded();
        });
        int[] read = [.. Enumerable.Range(0, sounds.Count).Where(i => clips[i] is not null || !clean[i].IsEmpty)];
        return new TrainingSounds(
            computer, [.. read.Select(i => sounds[i])], [.. read.Select(i => clips[i]).OfType<AudioClip>()], [.. read.Select(i => clean[i])], augmentation, classes);
    }

    /// <summary>Sounds whose inputs were computed before: for recipes that augment nothing.</summary>
    public static TrainingSounds From(FeatureCache cache, Func<Sound, bool> choose, IReadOnlyList<string>? classes = null)
    {
        int[] rows = [.. Enumerable.Range(0, cache.Sounds.Count).Where(i => choose(cache.Sounds[i]))];
        return new TrainingSounds(new LogMelFrontEnd(cache.FrontEnd), [.. rows.Select(i => cache.Sounds[i])], [], [.. rows.Select(i => cache[i])], augmentation: null, classes);
    }

    /// <summary>The network input of one sound as it is; computed once.</summary>
    public ReadOnlySpan<float> Clean(int index)
    {
        if (_clean[index].IsEmpty)
        {
            float[] clean = new float[InputLength];
            _frontEnd.Compute(_clips[index].Samples, _clips[index].SampleRate, clean);
            _clean[index] = clean;
        }

        return _clean[index].Span;
    }

    /// <summary>The network input of one sound as the recipe has it for training: augmented if it says so.</summary>
    public void ReadForTraining(int index, Random random, Span<float> input)
    {
        if (_waveform is null || _spectrogram is null)
        {
            Clean(index).CopyTo(input);
            return;
        }

        AudioClip clip = _clips[index];
        SoundBuffer sound = _buffer ??= new SoundBuffer();
        sound.Load(clip.Samples);
        _waveform.Apply(sound, clip.SampleRate, random);
        _frontEnd.Compute(sound.Samples, clip.SampleRate, input);
        _spectrogram.Apply(input, random);
    }

    /// <summary>
    /// What augmentation needs of a sound: at the front end's rate, from the onset on, with some to spare for a slower copy. It
    /// makes augmenting a sound several times cheaper; validation never sees it.
    /// </summary>
    private static AudioClip Shorten(AudioClip clip, FrontEndSettings frontEnd)
    {
        ReadOnlySpan<float> samples = clip.Samples;
        if (frontEnd is { OnsetThresholdDecibels: double threshold, MaxSeconds: double seconds })
        {
            int onset = frontEnd.OnsetRule == OnsetRule.Attack
                ? SoundAnalyzer.Analyze(samples, clip.SampleRate, threshold, quantizationStep: 0).Onset
                : OnsetDetector.FindOnset(samples, threshold);
            int first = Math.Max(0, onset - (int)((frontEnd.OnsetPreRollSeconds + SpareSeconds) * clip.SampleRate));
            int count = Math.Min(samples.Length - first, (int)(seconds * (1 + SpareShare) * clip.SampleRate));
            samples = samples.Slice(first, count);
        }

        int rate = frontEnd.SampleRate ?? clip.SampleRate;
        Resampler resampler = Resampler.Get(clip.SampleRate, rate);
        float[] resampled = new float[resampler.GetOutputLength(samples.Length)];
        resampler.Resample(samples, resampled);
        return new AudioClip(resampled, rate);
    }
}

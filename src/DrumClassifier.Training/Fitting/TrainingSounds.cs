using DrumClassification.Training.Augmentation;
using DrumClassification.Training.Data;

namespace DrumClassification.Training.Fitting;

/// <summary>
/// Decoded sounds of one part of the data, ready to be turned into network inputs, plain or varied. Thread-safe.
/// </summary>
internal sealed class TrainingSounds
{
    private readonly LogMelFrontEnd _frontEnd;
    private readonly AudioClip[] _clips;
    private readonly float[]?[] _plain;
    private readonly WaveformAugmenter? _waveform;
    private readonly SpectrogramAugmenter? _spectrogram;

    private TrainingSounds(LogMelFrontEnd frontEnd, IReadOnlyList<Sound> sounds, AudioClip[] clips, AugmentationSettings? augmentation)
    {
        _frontEnd = frontEnd;
        _clips = clips;
        _plain = new float[clips.Length][];
        Sounds = sounds;
        Labels = [.. sounds.Select(sound => IndexOf(sound.Label))];
        if (augmentation is not null)
        {
            _waveform = new WaveformAugmenter(augmentation);
            _spectrogram = new SpectrogramAugmenter(augmentation, frontEnd.Settings);
        }
    }

    /// <summary>What is known of each sound.</summary>
    public IReadOnlyList<Sound> Sounds { get; }

    /// <summary>For each sound the index of its class; −1 for what is none of them.</summary>
    public int[] Labels { get; }

    /// <summary>Number of sounds.</summary>
    public int Count => _clips.Length;

    /// <summary>Length of one input, mel bands × frames.</summary>
    public int InputLength => _frontEnd.OutputLength;

    /// <summary>Decodes sounds on all cores. What cannot be read is left out and handed to <paramref name="onFailure"/>.</summary>
    public static TrainingSounds Load(
        IReadOnlyList<Sound> sounds,
        FrontEndSettings frontEnd,
        AugmentationSettings? augmentation,
        Action onDecoded,
        Action<Sound, DrumClassifierException> onFailure,
        CancellationToken cancellationToken)
    {
        AudioClip?[] clips = new AudioClip?[sounds.Count];
        Parallel.For(0, sounds.Count, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            try
            {
                clips[i] = AudioDecoder.DecodeFile(sounds[i].Path);
            }
            catch (DrumClassifierException exception)
            {
                onFailure(sounds[i], exception);
            }

            onDecoded();
        });
        int[] read = [.. Enumerable.Range(0, sounds.Count).Where(i => clips[i] is not null)];
        return new TrainingSounds(new LogMelFrontEnd(frontEnd), [.. read.Select(i => sounds[i])], [.. read.Select(i => clips[i]!)], augmentation);
    }

    /// <summary>The network input of one sound as it is; computed once.</summary>
    public ReadOnlySpan<float> Plain(int index)
    {
        float[]? plain = _plain[index];
        if (plain is null)
        {
            plain = new float[InputLength];
            _frontEnd.Compute(_clips[index].Samples, _clips[index].SampleRate, plain);
            _plain[index] = plain;
        }

        return plain;
    }

    /// <summary>The network input of one sound as the recipe has it for training: varied where it says so.</summary>
    public void ReadForTraining(int index, Random random, Span<float> input)
    {
        if (_waveform is null || _spectrogram is null)
        {
            Plain(index).CopyTo(input);
            return;
        }

        AudioClip clip = _clips[index];
        float[] varied = _waveform.Apply(clip.Samples, clip.SampleRate, random);
        _frontEnd.Compute(varied, clip.SampleRate, input);
        _spectrogram.Apply(input, random);
    }

    private static int IndexOf(string label)
    {
        for (int i = 0; i < DrumLabels.All.Count; i++)
        {
            if (DrumLabels.All[i] == label)
            {
                return i;
            }
        }

        return -1;
    }
}

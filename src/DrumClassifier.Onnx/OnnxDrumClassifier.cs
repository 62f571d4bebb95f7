using System.Buffers;
using System.Runtime.CompilerServices;

namespace DrumClassification;

/// <summary>The classifier: front end, network and calibration of one model file.</summary>
internal sealed class OnnxDrumClassifier : IDrumClassifier
{
    private readonly InferenceEngine _engine;
    private readonly DrumClassifierOptions _options;
    private readonly SoundPreparer _preparer;
    private readonly ResultBuilder _results;
    private readonly ResultBuilder _whole;
    private readonly Neighbourhood _neighbourhood;
    private readonly ClipRuns _clips;
    private readonly DecodeGate _decodes;

    private OnnxDrumClassifier(InferenceEngine engine, DrumClassifierOptions options)
    {
        _engine = engine;
        _options = options;
        _preparer = new SoundPreparer(engine.Model.FrontEnd, options);
        _results = new ResultBuilder(engine.Model, options);
        _whole = new ResultBuilder(engine.Model, Neighbourhood.Asking(options));
        _neighbourhood = new Neighbourhood(engine, options);
        _clips = new ClipRuns(engine, _preparer, options.WorkerCount);
        _decodes = new DecodeGate(options.DecodeCount);
    }

    public ModelInfo Model => _engine.Model;

    public ProviderStatus Provider => _engine.Provider;

    /// <summary>Checks the options before the model is read, which takes longer.</summary>
    public static OnnxDrumClassifier Create(Func<ModelFile> readModel, DrumClassifierOptions? options)
    {
        options ??= new DrumClassifierOptions();
        options.Validate();
        return new OnnxDrumClassifier(ProviderChoice.Start(readModel(), options), options);
    }

    public Classification Classify(Stream audio)
    {
        SoundStream.Check(audio);
        return Classify(() => _preparer.Collect(audio));
    }

    public Classification Classify(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Classify(() => _preparer.Collect(path));
    }

    public unsafe Classification Classify(ReadOnlySpan<byte> encoded)
    {
        fixed (byte* bytes = encoded)
        {
            using Stream audio = SoundStream.Over(bytes, encoded.Length);
            return Classify(() => _preparer.Collect(audio));
        }
    }

    public Classification Classify(ReadOnlySpan<float> samples, int sampleRate, int channels = 1)
    {
        Workspace workspace = _engine.RentSingle();
        try
        {
            PreparedSound sound = _preparer.Prepare(samples, sampleRate, channels, workspace.Input(0));
            workspace.Run(1);
            return _results.Build(workspace, 0, sound);
        }
        finally
        {
            _engine.Return(workspace);
        }
    }

    public Classification Classify(ReadOnlySpan<short> samples, int sampleRate, int channels = 1)
    {
        Workspace workspace = _engine.RentSingle();
        try
        {
            PreparedSound sound = _preparer.Prepare(samples, sampleRate, channels, workspace.Input(0));
            workspace.Run(1);
            return _results.Build(workspace, 0, sound);
        }
        finally
        {
            _engine.Return(workspace);
        }
    }

    public Task<Classification> ClassifyAsync(Stream audio, CancellationToken cancellationToken = default)
    {
        SoundStream.Check(audio);
        _engine.ThrowIfDisposed();

        // Begun on the pool, where no stream's own code can find the caller's synchronisation context and wait for a thread that waits for it.
        return Task.Run(() => ReadAndClassifyAsync(audio, cancellationToken), CancellationToken.None);
    }

    public Task<Classification> ClassifyAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _engine.ThrowIfDisposed();
        return ClassifyOnPoolAsync(() => _preparer.Collect(path), cancellationToken).WaitAsync(cancellationToken);
    }

    public async Task<Classification> ClassifyAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken = default)
    {
        _engine.ThrowIfDisposed();
        using MemoryHandle pinned = encoded.Pin();
        using Stream audio = SoundStream.Over(pinned, encoded.Length);
        return await ClassifyOnPoolAsync(() => _preparer.Collect(audio), cancellationToken).ConfigureAwait(false);
    }

    public int ClassifyInto(ReadOnlySpan<float> samples, int sampleRate, Span<float> probabilities, Span<float> embedding = default, int channels = 1)
    {
        CheckBuffer(probabilities.Length, Model.Labels.Count, nameof(probabilities));
        if (!embedding.IsEmpty)
        {
            CheckBuffer(embedding.Length, Model.EmbeddingLength, nameof(embedding));
        }

        Workspace workspace = _engine.RentSingle();
        try
        {
            PreparedSound sound = _preparer.Prepare(samples, sampleRate, channels, workspace.Input(0));
            workspace.Run(1);
            int best = _results.WriteProbabilities(workspace, 0, sound.Reason, probabilities);
            if (!embedding.IsEmpty)
            {
                workspace.Embedding(0).CopyTo(embedding);
            }

            return best;
        }
        finally
        {
            _engine.Return(workspace);
        }
    }

    public IReadOnlyList<Classification> ClassifyBatch(IReadOnlyList<AudioClip> clips, CancellationToken cancellationToken = default) =>
        _clips.Classify(clips, _results, cancellationToken);

    public IReadOnlyList<Classification> ClassifyTogether(IReadOnlyList<AudioClip> clips, CancellationToken cancellationToken = default)
    {
        if (!Model.HasNeighbours)
        {
            return ClassifyBatch(clips, cancellationToken);
        }

        Classification[] results = _clips.Classify(clips, _whole, cancellationToken);
        foreach (ArraySegment<int> part in ClipParts.Divide(clips))
        {
            Classification?[] together = [.. part.Select(i => results[i])];
            _neighbourhood.Correct(together, cancellationToken);
            for (int i = 0; i < together.Length; i++)
            {
                results[part[i]] = together[i]!;
            }
        }

        return results;
    }

    public IAsyncEnumerable<FileClassification> ClassifyFilesAsync(IEnumerable<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        _engine.ThrowIfDisposed();
        return ClassifyFilesCoreAsync(paths, cancellationToken);
    }

    public void Dispose() => _engine.Dispose();

    /// <summary>A pipeline serves one enumeration; here, every one gets its own.</summary>
    private async IAsyncEnumerable<FileClassification> ClassifyFilesCoreAsync(
        IEnumerable<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        NamedFiles names = new(Model, _options);
        IAsyncEnumerable<FileClassification> files = _options.Context == ContextUse.Folder && Model.HasNeighbours
            ? new FolderFiles(_neighbourhood, (ordered, token) => Pipeline(_whole, _options with { KeepOrder = true }).RunAsync(ordered, token)).RunAsync(paths, cancellationToken)
            : Pipeline(_results, _options).RunAsync(paths, cancellationToken);
        await foreach (FileClassification file in files.ConfigureAwait(false))
        {
            yield return names.Join(file);
        }

        BulkPipeline Pipeline(ResultBuilder results, DrumClassifierOptions options) => new(_engine, _preparer, results, _decodes, options);
    }

    private async Task<Classification> ReadAndClassifyAsync(Stream audio, CancellationToken cancellationToken)
    {
        using SoundBytes bytes = await SoundBytes.ReadAsync(audio, AudioInput.BufferLimit, cancellationToken).ConfigureAwait(false);
        using Stream sound = bytes.Open();
        return await ClassifyOnPoolAsync(() => _preparer.Collect(sound), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for its place without a thread, and leaves the caller's alone: that may be the one that draws the screen.</summary>
    private async Task<Classification> ClassifyOnPoolAsync(Func<SoundCollector> decode, CancellationToken cancellationToken)
    {
        DecodeGate.Place place = await _decodes.EnterAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Classify(decode, place, cancellationToken), CancellationToken.None).ConfigureAwait(false);
    }

    private Classification Classify(Func<SoundCollector> decode)
    {
        _engine.ThrowIfDisposed();
        return Classify(decode, _decodes.Enter(CancellationToken.None), CancellationToken.None);
    }

    /// <summary>The place among those that decode is held for as long as the decoded sound is.</summary>
    private Classification Classify(Func<SoundCollector> decode, DecodeGate.Place place, CancellationToken cancellationToken)
    {
        Workspace? workspace = null;
        try
        {
            PreparedSound sound;
            using (place)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using SoundCollector collected = decode();
                workspace = _engine.RentSingle();
                sound = _preparer.Prepare(collected, workspace.Input(0));
            }

            workspace.Run(1, cancellationToken);
            return _results.Build(workspace, 0, sound);
        }
        finally
        {
            if (workspace is not null)
            {
                _engine.Return(workspace);
            }
        }
    }

    private static void CheckBuffer(int length, int needed, string name)
    {
        if (length < needed)
        {
            throw new ArgumentException($"The buffer holds {length} values; this model needs {needed}.", name);
        }
    }
}

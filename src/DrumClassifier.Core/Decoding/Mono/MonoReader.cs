namespace DrumClassification;

/// <summary>Reads a sound block by block and collects its channels as one.</summary>
internal sealed class MonoReader(AudioReader reader) : IDisposable
{
    private const int BlockSamples = 1 << 14;

    private readonly int _blockFrames = Math.Max(1, BlockSamples / reader.Channels);
    private readonly float[] _block = SampleArrays.Rent(Math.Max(BlockSamples, reader.Channels));

    /// <summary>What was collected.</summary>
    public MonoBuffer Mono { get; } = new(reader.Channels);

    /// <summary>What the sound says of itself, with what was found wrong.</summary>
    /// <exception cref="CorruptAudioException">No samples were collected.</exception>
    public AudioSourceInfo Source => Mono.Count == 0 ? throw new CorruptAudioException($"The {reader.Source.Format} file holds no samples.")
        : Mono.NonFinite == 0 ? reader.Source
        : reader.Source with { Warnings = [.. reader.Source.Warnings, SampleCheck.Warning(Mono.NonFinite)] };

    /// <summary>Reads and collects the next frames.</summary>
    /// <param name="most">The most of them, above 0.</param>
    /// <returns>The samples as they came, all finite, valid up to the next call; none at the end.</returns>
    public ReadOnlySpan<float> Read(int most)
    {
        int frames = reader.Read(_block.AsSpan(0, Math.Min(_blockFrames, most) * reader.Channels));
        Span<float> interleaved = _block.AsSpan(0, frames * reader.Channels);
        Mono.Append(interleaved);
        return interleaved;
    }

    /// <summary>Whether the sound has ended; a frame is lost by asking.</summary>
    public bool HasEnded() => reader.Read(_block.AsSpan(0, reader.Channels)) == 0;

    /// <inheritdoc />
    public void Dispose()
    {
        SampleArrays.Return(_block);
        Mono.Dispose();
    }
}

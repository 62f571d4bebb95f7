namespace DrumClassification.Tests;

/// <summary>A stream as a web server's request is: it cannot seek, refuses synchronous reads, and gives few bytes at a time, later.</summary>
public sealed class AsyncOnlyStream(byte[] bytes, int bytesAtATime = 1000) : Stream
{
    private int _position;

    /// <summary>Waited for before each read; set it to hold the stream up.</summary>
    public Task BeforeRead { get; init; } = Task.CompletedTask;

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

    /// <inheritdoc />
    public override int Read(Span<byte> buffer) => throw new InvalidOperationException("Synchronous operations are disallowed.");

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await BeforeRead.WaitAsync(cancellationToken).ConfigureAwait(false);
        await Task.Yield();
        int count = Math.Min(Math.Min(buffer.Length, bytesAtATime), bytes.Length - _position);
        bytes.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

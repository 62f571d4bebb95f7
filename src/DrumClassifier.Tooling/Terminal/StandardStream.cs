using System.Runtime.InteropServices;

namespace DrumClassification.Tooling.Terminal;

/// <summary>
/// A standard stream of the process, which may be closed, lead to a full disk or to a pipe that nobody reads any more. Never throws: a
/// message that cannot be shown must not stop work on files. The first failure is kept, and what comes after it is dropped.
/// Thread-safe.
/// </summary>
internal sealed class StandardStream : Stream
{
    private readonly int _descriptor;
    private readonly Stream? _console;
    private readonly CancellationTokenSource _lost = new();
    private readonly Lock _gate = new();
    private bool _isOpen = true;

    private StandardStream(int descriptor)
    {
        _descriptor = descriptor;
        if (OperatingSystem.IsWindows())
        {
            _console = descriptor == Descriptors.Output ? Console.OpenStandardOutput() : Console.OpenStandardError();
        }
        else
        {
            _isOpen = Descriptors.IsInherited(descriptor);
        }
    }

    /// <summary>Why it cannot be written; null if all went well so far.</summary>
    public string? Failure { get; private set; }

    /// <summary>True if the failure is that nobody reads it any more: no error, the reader has what it wanted.</summary>
    public bool IsReaderGone { get; private set; }

    /// <summary>Cancelled by the first failure.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <inheritdoc />
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens standard output and standard error. To be called before anything else is opened.</summary>
    public static (StandardStream Output, StandardStream Error) OpenBoth()
    {
        (StandardStream Output, StandardStream Error) both = (new(Descriptors.Output), new(Descriptors.Error));
        if (!OperatingSystem.IsWindows())
        {
            Descriptors.FillGaps();
        }

        return both;
    }

    /// <inheritdoc />
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_gate)
        {
            if (Failure is not null || buffer.IsEmpty)
            {
                return;
            }

            if (!_isOpen)
            {
                Fail("it is closed");
            }
            else if (_console is not null)
            {
                WriteConsole(buffer);
            }
            else if (Descriptors.Write(_descriptor, buffer) is var error and not 0)
            {
                IsReaderGone = error == Descriptors.BrokenPipe;
                Fail(Marshal.GetPInvokeErrorMessage(error));
            }
        }
    }

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    // The runtime's own stream on Windows takes a pipe without a reader for success.
    private void WriteConsole(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _console!.Write(buffer);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Fail(exception.Message);
        }
    }

    private void Fail(string why)
    {
        _isOpen = false;
        Failure = why;
        _lost.Cancel();
    }
}

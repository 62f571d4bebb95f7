using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>
/// Lets libsndfile read an <see cref="AudioInput"/>. An exception must not pass through native code: it is kept, the library
/// is told that the stream has ended, and <see cref="Rethrow"/> throws it on the managed side.
/// </summary>
internal sealed unsafe class LibsndfileStream : IDisposable
{
    private readonly AudioInput _input;
    private readonly long _length;
    private GCHandle _self;
    private ExceptionDispatchInfo? _error;

    public LibsndfileStream(AudioInput input)
    {
        input.MakeSeekable();
        _input = input;
        _length = input.Length!.Value;
        _self = GCHandle.Alloc(this);
    }

    /// <summary>What the callbacks get as their user data.</summary>
    public void* UserData => (void*)GCHandle.ToIntPtr(_self);

    public static Libsndfile.VirtualIo Callbacks => new()
    {
        GetLength = &GetLength,
        Seek = &Seek,
        Read = &Read,
        Write = &Write,
        Tell = &Tell,
    };

    /// <summary>Throws what the stream threw, if anything.</summary>
    public void Rethrow() => _error?.Throw();

    public void Dispose()
    {
        if (_self.IsAllocated)
        {
            _self.Free();
        }
    }

    private static LibsndfileStream From(void* userData) => (LibsndfileStream)GCHandle.FromIntPtr((nint)userData).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long GetLength(void* userData) => From(userData)._length;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Tell(void* userData) => From(userData)._input.Position;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Write(void* data, long count, void* userData) => 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Seek(long offset, int whence, void* userData)
    {
        LibsndfileStream self = From(userData);
        try
        {
            // SEEK_SET, SEEK_CUR, SEEK_END.
            long from = whence switch { 0 => 0, 1 => self._input.Position, _ => self._length };
            self._input.SeekTo(Math.Clamp(from + offset, 0, self._length));
            return self._input.Position;
        }
#pragma warning disable CA1031 // Whatever the stream throws must not cross into native code.
        catch (Exception exception)
        {
            self._error ??= ExceptionDispatchInfo.Capture(exception);
            return -1;
        }
#pragma warning restore CA1031
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Read(void* data, long count, void* userData)
    {
        LibsndfileStream self = From(userData);
        if (self._error is not null)
        {
            return 0;
        }

        try
        {
            return self._input.Read(new Span<byte>(data, (int)Math.Clamp(count, 0, int.MaxValue)));
        }
#pragma warning disable CA1031 // Whatever the stream throws must not cross into native code.
        catch (Exception exception)
        {
            self._error = ExceptionDispatchInfo.Capture(exception);
            return 0;
        }
#pragma warning restore CA1031
    }
}

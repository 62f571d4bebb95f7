using System.Security.Cryptography;
using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>
/// Room on the disk that a sort keeps for its undo: every file that goes back needs lines in the journal, and a disk that is full
/// by then has none for them. The undo frees it before it writes.
/// </summary>
/// <param name="fileSystem">The disk.</param>
/// <param name="path">The file that takes the room.</param>
internal sealed class JournalReserve(IFileSystem fileSystem, string path)
{
    private const int Block = 1 << 16;

    private long? _length;
    private bool _isRefused;

    /// <summary>Keeps at least so much room, if the disk has it: a sort goes on without, too.</summary>
    /// <param name="bytes">How much.</param>
    public void Cover(long bytes)
    {
        _length ??= File.Exists(path) ? new FileInfo(path).Length : 0;
        if (_isRefused || _length >= bytes)
        {
            return;
        }

        // It grows by half, so that it is seldom opened.
        long before = _length.Value;
        long wanted = (Math.Max(bytes, before + (before / 2)) + Block - 1) / Block * Block;
        try
        {
            using IWritableFile file = fileSystem.OpenAppend(path, before);
            byte[] noise = new byte[Block];
            for (; _length < wanted; _length += Block)
            {
                // Some file systems store zeros in no room at all.
                RandomNumberGenerator.Fill(noise);
                file.Write(noise);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _isRefused = true;
            CutBack(before);
        }
    }

    /// <summary>Frees it.</summary>
    public void Release()
    {
        fileSystem.Delete(path);
        _length = 0;
    }

    // What little there was may be what the journal needs now.
    private void CutBack(long length)
    {
        try
        {
            if (length == 0)
            {
                fileSystem.Delete(path);
            }
            else
            {
                fileSystem.OpenAppend(path, length).Dispose();
            }

            _length = length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}

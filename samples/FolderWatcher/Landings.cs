using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace FolderWatcher;

/// <summary>The files that are in a folder or land there, each once it has been left alone for a while: a copy in progress is no sound yet.</summary>
internal sealed class Landings : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileSystemWatcher _watcher;

    /// <summary>When something last happened to a file.</summary>
    private readonly ConcurrentDictionary<string, DateTime> _touched = new();

    public Landings(string folder)
    {
        _watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
        _watcher.Created += (_, landed) => Touch(landed.FullPath);
        _watcher.Changed += (_, changed) => Touch(changed.FullPath);
        _watcher.Renamed += (_, renamed) => Touch(renamed.FullPath);

        // More happened at once than the system could tell: look for oneself.
        _watcher.Error += (_, _) => Array.ForEach(Directory.GetFiles(folder), Touch);
        _watcher.EnableRaisingEvents = true;

        // What is there already, once the watcher runs: so no file comes between the two.
        Array.ForEach(Directory.GetFiles(folder), Touch);
    }

    public async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Pause, cancellationToken);
            foreach ((string path, DateTime touched) in _touched)
            {
                // Removed only if nothing happened to it in between.
                if (DateTime.UtcNow - touched >= Quiet && _touched.TryRemove(new(path, touched)) && File.Exists(path))
                {
                    yield return path;
                }
            }
        }
    }

    public void Dispose() => _watcher.Dispose();

    private void Touch(string path) => _touched[path] = DateTime.UtcNow;
}

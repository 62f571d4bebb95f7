using BenchmarkDotNet.Attributes;

namespace DrumClassification.Benchmarks;

/// <summary>
/// Classifying files from disk (which the system has in memory after the first time): 16-bit WAV files of 1.5 s at 44.1 kHz. A row's
/// time is that of all files.
/// </summary>
public abstract class FileBenchmarks
{
    private const int FilesOnDisk = 1000;

    private DirectoryInfo? _folder;
    private string[] _paths = null!;
    private IDrumClassifier? _classifier;

    /// <summary>Number of files; above 1,000 they are the same ones again.</summary>
    public abstract int Files { get; set; }

    /// <summary>Threads that decode, compute the front end and run the network.</summary>
    public abstract int Workers { get; set; }

    /// <summary>How the classifier runs, apart from the workers.</summary>
    protected virtual DrumClassifierOptions Options => new();

    /// <summary>Loads the model and writes the files.</summary>
    [GlobalSetup]
    public virtual void Setup()
    {
        _classifier = DrumClassifier.Create(Options with { Workers = Workers });
        _folder = Directory.CreateTempSubdirectory("drumclassifier-benchmark-");
        byte[] wav = BenchmarkSounds.Wav();
        for (int i = 0; i < FilesOnDisk; i++)
        {
            File.WriteAllBytes(Path.Combine(_folder.FullName, $"{i}.wav"), wav);
        }

        _paths = [.. Enumerable.Range(0, Files).Select(i => Path.Combine(_folder.FullName, $"{i % FilesOnDisk}.wav"))];
    }

    /// <summary>Deletes them.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _classifier?.Dispose();
        _folder?.Delete(recursive: true);
    }

    /// <summary>All of them, in order.</summary>
    [Benchmark]
    public async Task<int> AllFiles()
    {
        int done = 0;
        await foreach (FileClassification file in _classifier!.ClassifyFilesAsync(_paths))
        {
            done += file.Error is null ? 1 : throw file.Error;
        }

        return done;
    }
}

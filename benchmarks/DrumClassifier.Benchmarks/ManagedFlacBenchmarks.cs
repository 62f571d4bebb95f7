using BenchmarkDotNet.Attributes;

namespace DrumClassification.Benchmarks;

/// <summary>1.5 s at 44.1 kHz as FLAC, from a stream in memory to samples: our decoder and libsndfile's.</summary>
public class ManagedFlacBenchmarks
{
    private readonly float[] _block = new float[1 << 14];
    private byte[] _file = null!;

    /// <summary>What the sound is stored as.</summary>
    [Params(SoundFormat.Flac16, SoundFormat.Flac24Stereo)]
    public SoundFormat Format { get; set; }

    /// <summary>Encodes it.</summary>
    [GlobalSetup]
    public void Setup() => Rows.Guard(this, () => _file = SoundEncoder.Encode(Format), nameof(Format), Format);

    /// <summary>Managed code.</summary>
    [Benchmark]
    public long Managed()
    {
        using MemoryStream stream = new(_file, writable: false);
        using AudioInput input = new(stream);
        using AudioReader reader = FlacReader.Open(input);
        return Drain(reader);
    }

    /// <summary>The system's libsndfile.</summary>
    [Benchmark(Baseline = true)]
    public long Libsndfile()
    {
        using MemoryStream stream = new(_file, writable: false);
        using AudioInput input = new(stream);
        using AudioReader reader = LibsndfileReader.Open(input, "a FLAC file", AudioDecodeOptions.Default);
        return Drain(reader);
    }

    private long Drain(AudioReader reader)
    {
        long total = 0;
        int frames;
        while ((frames = reader.Read(_block)) > 0)
        {
            total += frames;
        }

        return total;
    }
}

using BenchmarkDotNet.Attributes;

namespace DrumClassification.Benchmarks;

/// <summary>1.5 s at 44.1 kHz as MP3 and Ogg Vorbis, from a stream in memory to samples: our decoders and libsndfile's.</summary>
public class ManagedLossyBenchmarks
{
    private static readonly AudioDecodeOptions ManagedOnly = new() { UseLibsndfile = false };

    private byte[] _file = null!;

    /// <summary>What the sound is stored as.</summary>
    [Params(SoundFormat.Mp3, SoundFormat.OggVorbis)]
    public SoundFormat Format { get; set; }

    /// <summary>Encodes it.</summary>
    [GlobalSetup]
    public void Setup() => Rows.Guard(this, () => _file = SoundEncoder.Encode(Format), nameof(Format), Format);

    /// <summary>Managed code.</summary>
    [Benchmark]
    public AudioClip Managed()
    {
        using MemoryStream stream = new(_file, writable: false);
        return AudioDecoder.Decode(stream, ManagedOnly);
    }

    /// <summary>The system's libsndfile.</summary>
    [Benchmark(Baseline = true)]
    public AudioClip Libsndfile()
    {
        using MemoryStream stream = new(_file, writable: false);
        using AudioInput input = new(stream);
        using AudioReader reader = LibsndfileReader.Open(input, "a test file", AudioDecodeOptions.Default);
        return AudioDecoder.ReadAll(reader, AudioDecodeOptions.Default);
    }
}

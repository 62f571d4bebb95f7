using BenchmarkDotNet.Attributes;

namespace DrumClassification.Benchmarks;

/// <summary>1.5 s at 44.1 kHz from a stream in memory to mono samples.</summary>
public class DecodeBenchmarks
{
    private byte[] _file = null!;

    /// <summary>What the sound is stored as.</summary>
    [ParamsAllValues]
    public SoundFormat Format { get; set; }

    /// <summary>Encodes it.</summary>
    [GlobalSetup]
    public void Setup() => Rows.Guard(this, () => _file = SoundEncoder.Encode(Format), nameof(Format), Format);

    /// <summary>Decodes it.</summary>
    [Benchmark]
    public AudioClip Decode()
    {
        using MemoryStream stream = new(_file, writable: false);
        return AudioDecoder.Decode(stream);
    }
}

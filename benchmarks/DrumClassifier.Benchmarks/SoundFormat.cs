namespace DrumClassification.Benchmarks;

/// <summary>What a sound is stored as.</summary>
public enum SoundFormat
{
    /// <summary>16-bit integers.</summary>
    Wav16,

    /// <summary>16-bit integers, two channels.</summary>
    Wav16Stereo,

    /// <summary>24-bit integers.</summary>
    Wav24,

    /// <summary>32-bit floats.</summary>
    WavFloat,

    /// <summary>16-bit integers, high byte first.</summary>
    Aiff16,

    /// <summary>FLAC with 16 bits.</summary>
    Flac16,

    /// <summary>FLAC with 24 bits, two channels.</summary>
    Flac24Stereo,

    /// <summary>Ogg Vorbis.</summary>
    OggVorbis,

    /// <summary>MP3.</summary>
    Mp3,
}

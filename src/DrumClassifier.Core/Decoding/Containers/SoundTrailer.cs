namespace DrumClassification;

/// <summary>What may stand behind a sound in its file.</summary>
internal enum SoundTrailer
{
    /// <summary>Anything: nobody looks.</summary>
    Anything,

    /// <summary>Nothing: the sound is the last of the file.</summary>
    Nothing,

    /// <summary>Chunks with 32-bit sizes, little-endian.</summary>
    RiffChunks,

    /// <summary>Chunks with 32-bit sizes, big-endian.</summary>
    FormChunks,

    /// <summary>Chunks with 64-bit sizes, big-endian.</summary>
    CafChunks,

    /// <summary>Chunks with GUIDs and 64-bit sizes.</summary>
    Wave64Chunks,
}

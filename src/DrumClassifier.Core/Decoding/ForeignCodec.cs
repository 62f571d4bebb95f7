namespace DrumClassification;

/// <summary>Who may decode a codec inside a container that is read by neither <see cref="PcmReader"/> nor <see cref="AdpcmReader"/>.</summary>
internal enum ForeignCodec
{
    /// <summary>Nobody here.</summary>
    None,

    /// <summary>libsndfile, where the system has it.</summary>
    Libsndfile,

    /// <summary>Pages of Ogg Vorbis from <see cref="PcmSound.Start"/> on (WAV tags 0x674F … 0x6771).</summary>
    OggVorbis,

    /// <summary>Frames of MPEG audio, layer 1, 2 or 3, from <see cref="PcmSound.Start"/> on (WAV tags 0x50 and 0x55).</summary>
    MpegAudio,
}

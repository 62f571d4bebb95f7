namespace DrumClassification;

/// <summary>Codecs inside a container that are not decoded by <see cref="PcmReader"/> or <see cref="AdpcmReader"/>.</summary>
internal enum ForeignCodec
{
    /// <summary>Only libsndfile may be able to read it.</summary>
    Other,

    /// <summary>Pages of Ogg Vorbis from <see cref="PcmSound.Start"/> on (WAV tags 0x674F … 0x6771).</summary>
    OggVorbis,

    /// <summary>Frames of MPEG audio, layer 1, 2 or 3, from <see cref="PcmSound.Start"/> on (WAV tags 0x50 and 0x55).</summary>
    MpegAudio,
}

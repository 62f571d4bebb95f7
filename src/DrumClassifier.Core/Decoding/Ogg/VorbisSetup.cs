namespace DrumClassification;

/// <summary>
/// The headers of a Vorbis stream (Vorbis I specification, section 4.2), checked from end to end before NVorbis sees them: it believes
/// every number, allocates for it and may look for the end of a broken list for ever.
/// </summary>
internal sealed class VorbisSetup
{
    private const int MaxChannels = 32;

    // Larger than any encoder's, small enough to be no burden.
    private const int MaxValuesInAll = 1 << 20;
    private const int MaxClassWordsInAll = 1 << 16;

    private readonly List<VorbisCodebook> _books = [];
    private readonly List<bool> _modes = [];
    private int _floors;
    private int _residues;
    private int _mappings;
    private int _classWords;

    private VorbisSetup(byte[] identification, byte[] setup)
    {
        Identification = identification;
        Setup = setup;
    }

    /// <summary>The first header.</summary>
    public byte[] Identification { get; }

    /// <summary>The third header.</summary>
    public byte[] Setup { get; }

    /// <summary>Number of channels.</summary>
    public int Channels { get; private set; }

    /// <summary>Sampling rate in Hz.</summary>
    public int SampleRate { get; private set; }

    /// <summary>Samples of a short block, with both its overlaps.</summary>
    public int ShortBlock { get; private set; }

    /// <summary>Samples of a long block.</summary>
    public int LongBlock { get; private set; }

    /// <summary>Whether channels are coded in several groups, as surround sound is; NVorbis decodes that wrong.</summary>
    public bool HasSubmaps { get; private set; }

    /// <summary>By mode, whether its block is long.</summary>
    public IReadOnlyList<bool> Modes => _modes;

    /// <summary>Bits of a mode's number.</summary>
    public int ModeBits => VorbisCodebook.BitLength(_modes.Count - 1);

    /// <summary>Whether a packet is the first header of a Vorbis stream.</summary>
    public static bool IsIdentification(ReadOnlySpan<byte> packet) => packet.StartsWith("\u0001vorbis"u8);

    /// <summary>Reads and checks the first and the third header.</summary>
    /// <exception cref="CorruptAudioException">They contradict themselves.</exception>
    public static VorbisSetup Read(byte[] identification, byte[] setup)
    {
        VorbisSetup result = new(identification, setup);
        result.ReadIdentification();
        result.ReadSetup();
        return result;
    }

    private static CorruptAudioException Broken(string what) => new($"The Ogg Vorbis header is broken: {what}.");

    private void ReadIdentification()
    {
        VorbisBitReader bits = new(Identification);
        bits.Skip(56);
        uint version = bits.Read(32);
        Channels = (int)bits.Read(8);
        uint rate = bits.Read(32);
        bits.Skip(96);
        ShortBlock = 1 << (int)bits.Read(4);
        LongBlock = 1 << (int)bits.Read(4);
        if (version != 0 || !bits.ReadFlag())
        {
            throw Broken("it is of a version that does not exist");
        }

        if (ShortBlock < 64 || LongBlock > 8192 || ShortBlock > LongBlock)
        {
            throw Broken($"blocks of {ShortBlock} and {LongBlock} samples");
        }

        PcmSound.Check("Ogg Vorbis", Channels <= MaxChannels ? Channels : 0, rate);
        SampleRate = (int)rate;
    }

    private void ReadSetup()
    {
        VorbisBitReader bits = new(Setup);
        if (!Setup.AsSpan().StartsWith("\u0005vorbis"u8))
        {
            throw Broken("there is no setup");
        }

        bits.Skip(56);
        long values = 0;
        for (int count = (int)bits.Read(8) + 1; count > 0; count--)
        {
            VorbisCodebook book = VorbisCodebook.Read(ref bits);
            _books.Add(book);
            values += (long)book.Entries * (book.HasValues ? book.Dimensions : 1);
            if (values > MaxValuesInAll)
            {
                throw Broken("the codebooks are larger than any encoder's");
            }
        }

        for (int count = (int)bits.Read(6) + 1; count > 0; count--)
        {
            bits.ReadBelow(16, 1);
        }

        for (int count = (int)bits.Read(6) + 1; count > 0; count--, _floors++)
        {
            VorbisFloor.Check(ref bits, _books);
        }

        for (int count = (int)bits.Read(6) + 1; count > 0; count--, _residues++)
        {
            ReadResidue(ref bits);
        }

        for (int count = (int)bits.Read(6) + 1; count > 0; count--, _mappings++)
        {
            ReadMapping(ref bits);
        }

        for (int count = (int)bits.Read(6) + 1; count > 0; count--)
        {
            _modes.Add(bits.ReadFlag());
            bits.ReadBelow(32, 1);
            bits.ReadBelow(8, _mappings);
        }

        if (!bits.ReadFlag())
        {
            throw Broken("it does not end as it must");
        }
    }

    private void ReadResidue(ref VorbisBitReader bits)
    {
        bits.ReadBelow(16, 3);
        bits.Skip(72);
        int classes = (int)bits.Read(6) + 1;
        VorbisCodebook classBook = _books[bits.ReadBelow(8, _books.Count)];
        int passes = 0;
        for (int i = 0; i < classes; i++)
        {
            uint low = bits.Read(3);
            uint cascade = bits.ReadFlag() ? (bits.Read(5) << 3) | low : low;
            passes += System.Numerics.BitOperations.PopCount(cascade);
        }

        for (int i = 0; i < passes; i++)
        {
            if (!_books[bits.ReadBelow(8, _books.Count)].HasValues)
            {
                throw Broken("a residue refers to a codebook without values");
            }
        }

        double words = Math.Pow(classes, classBook.Dimensions);
        _classWords += words <= classBook.Entries ? (int)words : throw Broken("a residue's codebook has too few entries");
        if (_classWords > MaxClassWordsInAll)
        {
            throw Broken("the residues are larger than any encoder's");
        }
    }

    private void ReadMapping(ref VorbisBitReader bits)
    {
        bits.ReadBelow(16, 1);
        int submaps = bits.ReadFlag() ? (int)bits.Read(4) + 1 : 1;
        int couplings = bits.ReadFlag() ? (int)bits.Read(8) + 1 : 0;
        int channelBits = VorbisCodebook.BitLength(Channels - 1);
        for (int i = 0; i < couplings; i++)
        {
            if (bits.ReadBelow(channelBits, Channels) == bits.ReadBelow(channelBits, Channels))
            {
                throw Broken("a channel is coupled with itself");
            }
        }

        bits.ReadBelow(2, 1);
        for (int channel = 0; channel < Channels && submaps > 1; channel++)
        {
            bits.ReadBelow(4, submaps);
        }

        for (int submap = 0; submap < submaps; submap++)
        {
            bits.Skip(8);
            bits.ReadBelow(8, _floors);
            bits.ReadBelow(8, _residues);
        }

        HasSubmaps |= submaps > 1;
    }
}

namespace DrumClassification.Modelling.Waveform;

/// <summary>What <see cref="SoundEnvelope"/> measures, as a graph: blocks of about a millisecond, windows of ten, and the constant offset.</summary>
internal sealed class EnvelopeGraph
{
    /// <summary>Stands for infinity where nothing is.</summary>
    public const float Huge = 3e38f;

    public EnvelopeGraph(WaveformInput input, int sampleRate)
    {
        Input = input;
        SampleRate = sampleRate;
        BlockLength = SoundEnvelope.GetBlockLength(sampleRate);
        WindowLength = Blocks(SoundEnvelope.WindowSeconds);
        GraphScope graph = input.Samples.Graph;
        GraphValue blocks = ToBlocks(input.Samples);
        GraphValue isSound = ToBlocks(input.IsSound);

        Block = graph.Range(blocks.Length(1));
        GraphValue samples = isSound.ToFloat().Sum(2, keep: false);
        HasSound = samples > 0f;
        GraphValue divisor = samples.AtLeast(1f);
        Means = blocks.Sum(2, keep: false) / divisor;
        Powers = blocks.Square().Sum(2, keep: false) / divisor;
        Lows = isSound.Choose(blocks, Huge).SmallestWithin(2);
        Highs = isSound.Choose(blocks, -Huge).LargestWithin(2);
        BlockCount = (input.Length + (BlockLength - 1L)) / BlockLength;
        WindowCount = (BlockCount + (WindowLength - 1L)) / WindowLength;

        Offset = FindOffset(blocks.Length(1));
        BlockPowers = HasSound.Choose((Powers - (Means * Offset * 2f) + Offset.Square()).AtLeast(0f), 0f);
        Levels = ToWindows(BlockPowers);
        GraphValue differences = input.IsSound.Choose((input.Samples - input.Samples.Delay()).Square(), 0f);
        Treble = ToWindows(ToBlocks(differences).Sum(2, keep: false) / divisor);
        Window = graph.Range(Levels.Length(1));

        GraphValue low = Lows.Smallest(1);
        GraphValue high = Highs.Largest(1);
        Peak = (high - Offset).AtLeast(Offset - low);
        HalfRange = (high - low) * 0.5f;
    }

    /// <summary>How many samples make a whole number of blocks and windows.</summary>
    public static long SampleMultiple(int sampleRate) =>
        (long)SoundEnvelope.GetBlockLength(sampleRate) * SoundEnvelope.GetBlocks(SoundEnvelope.WindowSeconds, sampleRate);

    /// <summary>What is measured.</summary>
    public WaveformInput Input { get; }

    /// <summary>Rate in Hz.</summary>
    public int SampleRate { get; }

    /// <summary>Samples of a block.</summary>
    public int BlockLength { get; }

    /// <summary>Blocks of a window.</summary>
    public int WindowLength { get; }

    /// <summary>int64[blocks], 0 and up.</summary>
    public GraphValue Block { get; }

    /// <summary>int64[windows], 0 and up.</summary>
    public GraphValue Window { get; }

    /// <summary>int64[batch, 1]: blocks of each sound.</summary>
    public GraphValue BlockCount { get; }

    /// <summary>int64[batch, 1]: windows of each sound.</summary>
    public GraphValue WindowCount { get; }

    /// <summary>float[batch, 1]: the constant offset.</summary>
    public GraphValue Offset { get; }

    /// <summary>float[batch, 1]: largest distance from the offset.</summary>
    public GraphValue Peak { get; }

    /// <summary>float[batch, 1]: half the distance from the lowest sample to the highest.</summary>
    public GraphValue HalfRange { get; }

    /// <summary>float[batch, blocks]: mean power around the offset, 0 after the sound.</summary>
    public GraphValue BlockPowers { get; }

    /// <summary>float[batch, windows]: mean power around the offset, 0 after the sound.</summary>
    public GraphValue Levels { get; }

    /// <summary>float[batch, windows]: mean power of the differences between neighbouring samples.</summary>
    public GraphValue Treble { get; }

    /// <summary>float[batch, blocks]: largest distance of each block's samples from the offset; below 0 after the sound.</summary>
    public GraphValue BlockPeaks => (Highs - Offset).AtLeast(Offset - Lows);

    private GraphValue HasSound { get; }

    private GraphValue Means { get; }

    private GraphValue Powers { get; }

    private GraphValue Lows { get; }

    private GraphValue Highs { get; }

    /// <summary>Number of blocks that last so long.</summary>
    public int Blocks(double seconds) => SoundEnvelope.GetBlocks(seconds, SampleRate);

    private GraphValue ToBlocks(GraphValue samples) => samples.Reshape(0, -1, BlockLength);

    private GraphValue ToWindows(GraphValue blocks)
    {
        GraphValue count = HasSound.ToFloat().Reshape(0, -1, WindowLength).Sum(2, keep: false);
        return blocks.Reshape(0, -1, WindowLength).Sum(2, keep: false) / count.AtLeast(1f);
    }

    /// <summary>As <see cref="DcOffset"/>: the mean of the blocks of least variance, if they agree.</summary>
    private GraphValue FindOffset(GraphValue blocks)
    {
        GraphValue quiet = (BlockCount.ToFloat() * (float)DcOffset.QuietShare).ToInteger().AtLeast((long)DcOffset.FewestBlocks);
        GraphValue variances = HasSound.Choose(Powers - Means.Square(), Huge);
        GraphValue ordered = variances.GatherInRows(variances.Graph.Order(variances, blocks));
        GraphValue edge = ((Block < quiet) & (Block >= quiet - 1L)).Choose(ordered, 0f).Sum();
        GraphValue isQuiet = HasSound & (variances <= edge);
        GraphValue means = isQuiet.Choose(Means, 0f);
        GraphValue divisor = isQuiet.ToFloat().Sum().AtLeast(1f);
        GraphValue offset = means.Sum() / divisor;
        GraphValue spread = ((means.Square().Sum() / divisor) - offset.Square()).AtLeast(0f).Sqrt();
        GraphValue isSure = (BlockCount >= quiet) & (offset.Abs() >= (float)DcOffset.SmallestOffset) & (spread <= offset.Abs() * (float)DcOffset.LargestSpread);
        return isSure.Choose(offset, 0f);
    }
}

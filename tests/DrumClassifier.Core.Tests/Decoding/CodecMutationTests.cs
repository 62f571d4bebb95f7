namespace DrumClassification.Tests.Decoding;

/// <summary>Mutations of small files of every managed codec; <see cref="MutationRun"/> says how many.</summary>
public sealed class CodecMutationTests
{
    private const int MaxSeconds = 1;
    private const long MostBytesForOneFile = 24 << 20;

    [Fact]
    public void Mutated_FLAC_files_end_in_a_clip_or_in_one_of_our_errors() => Check(10, FlacMutation.Make);

    /// <summary>Of most Ogg files the checksums are mended, so that what is behind them is reached.</summary>
    [Fact]
    public void Mutated_MP3_and_Ogg_files_end_in_a_clip_or_in_one_of_our_errors()
    {
        byte[][] originals = [.. EncodedSounds.Names.Append("surround.ogg").Select(EncodedSounds.Read)];
        Check(20, random =>
        {
            byte[] file = Mutation.Mutate(originals[random.Next(originals.Length)], random);
            if (random.Next(4) > 0)
            {
                OggFile.SealAll(file);
            }

            return file;
        });
    }

    private static void Check(int part, Func<Random, byte[]> make) =>
        new MutationRun(new() { MaxDuration = TimeSpan.FromSeconds(MaxSeconds), UseLibsndfile = false }).Check(
            part,
            make,
            _ => MostBytesForOneFile,
            (clip, _, _) =>
            {
                Assert.InRange(clip.Samples.Length, 1, MaxSeconds * clip.SampleRate);
                Assert.InRange(clip.Source!.Warnings.Count, 0, 12);
            });
}

namespace DrumClassification.Tests.Decoding;

/// <summary>Mutations of small files of every container; <see cref="MutationRun"/> says how many.</summary>
public sealed class HeaderMutationTests
{
    private const long MostBytesForOneFile = 8 << 20;

    // A block of seven bytes may stand for 65,536 frames of silence in VOC, at 768 kHz: five seconds of it are heard at most.
    private const long MostBytesForVoc = 64 << 20;

    [Fact]
    public void Mutated_headers_end_in_a_clip_or_in_one_of_our_errors()
    {
        byte[][] originals = [.. SmallSounds.All()];
        MutationRun run = new(new() { MaxDuration = TimeSpan.FromSeconds(5), UseLibsndfile = false });
        run.Check(
            1,
            random => Mutation.Mutate(originals[random.Next(originals.Length)], random),
            clip => IsVoc(clip) ? MostBytesForVoc : MostBytesForOneFile,
            (clip, fileLength, seed) =>
            {
                // ADPCM has two samples a byte, and IMA one more in each block's four bytes of header. What is no header any more
                // may by chance be frames of MPEG audio.
                bool isMpeg = clip.Source!.Format.StartsWith("MP", StringComparison.Ordinal);
                Assert.True(IsVoc(clip) || isMpeg || clip.Samples.Length <= 2 * fileLength, $"seed {seed} gave {clip.Samples.Length} samples for {fileLength} bytes");
            });
    }

    private static bool IsVoc(AudioClip? clip) => clip?.Source?.Format == "VOC";
}

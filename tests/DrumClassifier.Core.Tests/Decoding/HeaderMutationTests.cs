namespace DrumClassification.Tests.Decoding;

/// <summary>
/// Seeded mutations of small WAV and AIFF files must end in a clip or in one of our errors, with little memory.
/// <c>DRUMCLASSIFIER_FUZZ_CASES</c> sets how many are tried (default 200,000); <c>DRUMCLASSIFIER_FUZZ_SEED</c> the first seed.
/// </summary>
public sealed class HeaderMutationTests
{
    private const long MostBytesForOneFile = 8 << 20;

    [Fact]
    public void Mutated_headers_end_in_a_clip_or_in_one_of_our_errors()
    {
        int cases = Mutation.FromEnvironment("DRUMCLASSIFIER_FUZZ_CASES", 200_000);
        int firstSeed = Mutation.FromEnvironment("DRUMCLASSIFIER_FUZZ_SEED", 1);
        byte[][] originals = [.. SmallSounds.All()];
        AudioDecodeOptions options = new() { MaxDuration = TimeSpan.FromSeconds(5), UseLibsndfile = false };
        int decoded = 0;
        Parallel.For(firstSeed, firstSeed + cases, seed =>
        {
            Random random = new(seed);
            byte[] file = Mutation.Mutate(originals[random.Next(originals.Length)], random);
            using Stream stream = random.Next(2) == 0 ? new MemoryStream(file) : new ForwardOnlyStream(file, random.Next(1, 200));
            long before = GC.GetAllocatedBytesForCurrentThread();
            if (IsDecoded(stream, options, file.Length, seed))
            {
                Interlocked.Increment(ref decoded);
            }

            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(bytes <= MostBytesForOneFile, $"seed {seed} allocated {bytes} bytes for a file of {file.Length}");
        });

        // Both ends are reached often, or the mutations test nothing.
        Assert.True(decoded > cases / 20, $"only {decoded} of {cases} were decoded");
        Assert.True(cases - decoded > cases / 20, $"only {cases - decoded} of {cases} were refused");
    }

    private static bool IsDecoded(Stream stream, AudioDecodeOptions options, int fileLength, int seed)
    {
        AudioClip clip;
        try
        {
            clip = AudioDecoder.Decode(stream, options);
        }
        catch (DrumClassifierException)
        {
            return false;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"seed {seed} ended in {exception.GetType().Name}", exception);
        }

        Assert.True(clip.Samples.Length > 0, $"seed {seed} gave no samples");
        Assert.True(clip.Samples.Length <= fileLength, $"seed {seed} gave {clip.Samples.Length} samples for {fileLength} bytes");
        foreach (float sample in clip.Samples)
        {
            Assert.True(float.IsFinite(sample), $"seed {seed} gave {sample}");
        }

        return true;
    }
}

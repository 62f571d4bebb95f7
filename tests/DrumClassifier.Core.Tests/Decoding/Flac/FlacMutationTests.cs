namespace DrumClassification.Tests.Decoding;

/// <summary>
/// Seeded mutations of small FLAC and Ogg FLAC files must end in a clip or in one of our errors, with little memory.
/// The variables of <see cref="HeaderMutationTests"/> set how many.
/// </summary>
public sealed class FlacMutationTests
{
    private const int MaxSeconds = 1;
    private const long MostBytesForOneFile = 24 << 20;

    [Fact]
    public void Mutated_files_end_in_a_clip_or_in_one_of_our_errors()
    {
        int cases = Mutation.FromEnvironment("DRUMCLASSIFIER_FUZZ_CASES", 200_000) / 10;
        int firstSeed = Mutation.FromEnvironment("DRUMCLASSIFIER_FUZZ_SEED", 1);
        int decoded = 0;
        Parallel.For(firstSeed, firstSeed + cases, seed =>
        {
            Random random = new(seed);
            byte[] file = FlacMutation.Make(random);
            using Stream stream = random.Next(2) == 0 ? new MemoryStream(file) : new ForwardOnlyStream(file, random.Next(1, 200));
            long before = GC.GetAllocatedBytesForCurrentThread();
            if (IsDecoded(stream, seed))
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

    private static bool IsDecoded(Stream stream, int seed)
    {
        AudioClip clip;
        try
        {
            clip = AudioDecoder.Decode(stream, new() { MaxDuration = TimeSpan.FromSeconds(MaxSeconds), UseLibsndfile = false });
        }
        catch (DrumClassifierException)
        {
            return false;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"seed {seed} ended in {exception.GetType().Name}", exception);
        }

        Assert.InRange(clip.Samples.Length, 1, MaxSeconds * clip.SampleRate);
        Assert.InRange(clip.Source!.Warnings.Count, 0, 12);
        foreach (float sample in clip.Samples)
        {
            Assert.True(float.IsFinite(sample), $"seed {seed} gave {sample}");
        }

        return true;
    }
}

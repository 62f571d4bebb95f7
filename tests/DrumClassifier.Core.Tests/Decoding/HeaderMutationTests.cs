using System.Diagnostics;

namespace DrumClassification.Tests.Decoding;

/// <summary>
/// Seeded mutations of small files of every container must end in a clip or in one of our errors, with little memory.
/// <c>DRUMCLASSIFIER_FUZZ_CASES</c> sets how many are tried (default 200,000), <c>DRUMCLASSIFIER_FUZZ_SEED</c> the first seed,
/// <c>DRUMCLASSIFIER_FUZZ_THREADS</c> how many threads try them.
/// </summary>
public sealed class HeaderMutationTests
{
    private const long MostBytesForOneFile = 8 << 20;

    // A block of seven bytes may stand for 65,536 frames of silence in VOC, at 768 kHz: five seconds of it are heard at most.
    private const long MostBytesForVoc = 64 << 20;

    private static readonly Lock SlowestLock = new();
    private static TimeSpan _slowest;
    private static int _slowestSeed;

    [Fact]
    public void Mutated_headers_end_in_a_clip_or_in_one_of_our_errors()
    {
        int cases = Mutation.FromEnvironment("DRUMCLASSIFIER_FUZZ_CASES", 200_000);
        int firstSeed = Mutation.FromEnvironment("DRUMCLASSIFIER_FUZZ_SEED", 1);
        ParallelOptions threads = new() { MaxDegreeOfParallelism = Mutation.FromEnvironment("DRUMCLASSIFIER_FUZZ_THREADS", Environment.ProcessorCount) };
        byte[][] originals = [.. SmallSounds.All()];
        AudioDecodeOptions options = new() { MaxDuration = TimeSpan.FromSeconds(5), UseLibsndfile = false };
        int decoded = 0;
        Parallel.For(firstSeed, firstSeed + cases, threads, seed =>
        {
            Random random = new(seed);
            byte[] file = Mutation.Mutate(originals[random.Next(originals.Length)], random);
            using Stream stream = random.Next(2) == 0 ? new MemoryStream(file) : new ForwardOnlyStream(file, random.Next(1, 200));
            long before = GC.GetAllocatedBytesForCurrentThread();
            AudioClip? clip = Decode(stream, options, seed);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            bool isVoc = clip?.Source?.Format == "VOC";
            Assert.True(bytes <= (isVoc ? MostBytesForVoc : MostBytesForOneFile), $"seed {seed} allocated {bytes} bytes for a file of {file.Length}");
            if (clip is not null)
            {
                // ADPCM has two samples a byte, and IMA one more in each block's four bytes of header.
                Interlocked.Increment(ref decoded);
                Assert.True(clip.Samples.Length > 0, $"seed {seed} gave no samples");
                // What is no header any more may by chance be frames of MPEG audio.
                bool isMpeg = clip.Source!.Format.StartsWith("MP", StringComparison.Ordinal);
                Assert.True(isVoc || isMpeg || clip.Samples.Length <= 2 * file.Length, $"seed {seed} gave {clip.Samples.Length} samples for {file.Length} bytes");
                Assert.True(SampleCheck.AreFinite(clip.Samples), $"seed {seed} gave samples that are not finite");
            }
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{decoded} of {cases} decoded; the slowest, seed {_slowestSeed}, took {_slowest}");

        // Both ends are reached often, or the mutations test nothing.
        Assert.True(decoded > cases / 20, $"only {decoded} of {cases} were decoded");
        Assert.True(cases - decoded > cases / 20, $"only {cases - decoded} of {cases} were refused");
    }

    private static AudioClip? Decode(Stream stream, AudioDecodeOptions options, int seed)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            return AudioDecoder.Decode(stream, options);
        }
        catch (DrumClassifierException)
        {
            return null;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"seed {seed} ended in {exception.GetType().Name}", exception);
        }
        finally
        {
            // No bound on time, which a busy machine would break: the slowest is reported where somebody looks for it.
            lock (SlowestLock)
            {
                TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
                (_slowest, _slowestSeed) = elapsed > _slowest ? (elapsed, seed) : (_slowest, _slowestSeed);
            }
        }
    }
}

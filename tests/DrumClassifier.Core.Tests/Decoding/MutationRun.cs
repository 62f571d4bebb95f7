using System.Diagnostics;

namespace DrumClassification.Tests.Decoding;

/// <summary>
/// Decodes seeded mutations of small files: each must end in a clip or in one of our errors, with little memory.
/// <c>DRUMCLASSIFIER_FUZZ_CASES</c> sets how many headers are tried (default 200,000; of other files a part of that),
/// <c>DRUMCLASSIFIER_FUZZ_SEED</c> the first seed, <c>DRUMCLASSIFIER_FUZZ_THREADS</c> how many threads try them.
/// </summary>
internal sealed class MutationRun(AudioDecodeOptions options)
{
    private readonly Lock _slowestLock = new();
    private TimeSpan _slowest;
    private int _slowestSeed;
    private int _decoded;

    /// <summary>Tries the mutations.</summary>
    /// <param name="part">One case for so many of those that are asked for.</param>
    /// <param name="make">Makes a mutated file.</param>
    /// <param name="mostBytes">What may be allocated for a file that gave this clip, or none.</param>
    /// <param name="check">Looks at a clip; gets the length of its file and the seed.</param>
    public void Check(int part, Func<Random, byte[]> make, Func<AudioClip?, long> mostBytes, Action<AudioClip, int, int> check)
    {
        int cases = Mutation.FromEnvironment("DRUMCLASSIFIER_FUZZ_CASES", 200_000) / part;
        int firstSeed = Mutation.FromEnvironment("DRUMCLASSIFIER_FUZZ_SEED", 1);
        ParallelOptions threads = new() { MaxDegreeOfParallelism = Mutation.FromEnvironment("DRUMCLASSIFIER_FUZZ_THREADS", Environment.ProcessorCount) };
        Parallel.For(firstSeed, firstSeed + cases, threads, seed =>
        {
            Random random = new(seed);
            byte[] file = make(random);
            using Stream stream = random.Next(2) == 0 ? new MemoryStream(file) : new ForwardOnlyStream(file, random.Next(1, 200));
            long before = GC.GetAllocatedBytesForCurrentThread();
            AudioClip? clip = Decode(stream, seed);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(bytes <= mostBytes(clip), $"seed {seed} allocated {bytes} bytes for a file of {file.Length}");
            if (clip is not null)
            {
                Interlocked.Increment(ref _decoded);
                Assert.True(clip.Samples.Length > 0, $"seed {seed} gave no samples");
                Assert.True(SampleCheck.AreFinite(clip.Samples), $"seed {seed} gave samples that are not finite");
                check(clip, file.Length, seed);
            }
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{_decoded} of {cases} decoded; the slowest, seed {_slowestSeed}, took {_slowest}");

        // Both ends are reached often, or the mutations test nothing.
        Assert.True(_decoded > cases / 20, $"only {_decoded} of {cases} were decoded");
        Assert.True(cases - _decoded > cases / 20, $"only {cases - _decoded} of {cases} were refused");
    }

    private AudioClip? Decode(Stream stream, int seed)
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
            lock (_slowestLock)
            {
                TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
                (_slowest, _slowestSeed) = elapsed > _slowest ? (elapsed, seed) : (_slowest, _slowestSeed);
            }
        }
    }
}

using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

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

    private static readonly uint[] Interesting =
        [0, 1, 2, 7, 8, 9, 15, 16, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x7FFFEFFF, 0x7FFFF000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    [Fact]
    public void Mutated_headers_end_in_a_clip_or_in_one_of_our_errors()
    {
        int cases = FromEnvironment("DRUMCLASSIFIER_FUZZ_CASES", 200_000);
        int firstSeed = FromEnvironment("DRUMCLASSIFIER_FUZZ_SEED", 1);
        ParallelOptions threads = new() { MaxDegreeOfParallelism = FromEnvironment("DRUMCLASSIFIER_FUZZ_THREADS", Environment.ProcessorCount) };
        byte[][] originals = [.. SmallSounds.All()];
        AudioDecodeOptions options = new() { MaxDuration = TimeSpan.FromSeconds(5), UseLibsndfile = false };
        int decoded = 0;
        Parallel.For(firstSeed, firstSeed + cases, threads, seed =>
        {
            Random random = new(seed);
            byte[] file = Mutate(originals[random.Next(originals.Length)], random);
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
                Assert.True(isVoc || clip.Samples.Length <= 2 * file.Length, $"seed {seed} gave {clip.Samples.Length} samples for {file.Length} bytes");
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

    private static byte[] Mutate(byte[] original, Random random)
    {
        List<byte> file = [.. original];
        for (int mutations = random.Next(1, 5); mutations > 0; mutations--)
        {
            // Headers are what matters: half of the places lie in the first 64 bytes.
            int place = random.Next(random.Next(2) == 0 ? Math.Min(64, file.Count) : file.Count);
            switch (random.Next(7))
            {
                case 0:
                    file[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    file[place] = (byte)random.Next(256);
                    break;
                case 2:
                    Overwrite(file, place, Interesting[random.Next(Interesting.Length)], random);
                    break;
                case 3:
                    Overwrite(file, place & ~3, Interesting[random.Next(Interesting.Length)], random);
                    break;
                case 4:
                    file.RemoveRange(place, Math.Min(random.Next(1, 13), file.Count - place));
                    break;
                case 5:
                    byte[] inserted = new byte[random.Next(1, 13)];
                    random.NextBytes(inserted);
                    file.InsertRange(place, inserted);
                    break;
                default:
                    int from = random.Next(file.Count);
                    file.InsertRange(place, file.GetRange(from, Math.Min(random.Next(4, 40), file.Count - from)));
                    break;
            }

            if (file.Count == 0)
            {
                break;
            }
        }

        return [.. file];
    }

    private static void Overwrite(List<byte> file, int place, uint value, Random random)
    {
        Span<byte> bytes = stackalloc byte[4];
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        }

        for (int i = 0; i < bytes.Length && place + i < file.Count; i++)
        {
            file[place + i] = bytes[i];
        }
    }

    private static int FromEnvironment(string name, int fallback)
        => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : fallback;
}

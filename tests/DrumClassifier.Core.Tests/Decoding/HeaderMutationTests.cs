using System.Buffers.Binary;
using System.Globalization;

namespace DrumClassification.Tests.Decoding;

/// <summary>
/// Seeded mutations of small WAV and AIFF files must end in a clip or in one of our errors, with little memory.
/// <c>DRUMCLASSIFIER_FUZZ_CASES</c> sets how many are tried (default 200,000); <c>DRUMCLASSIFIER_FUZZ_SEED</c> the first seed.
/// </summary>
public sealed class HeaderMutationTests
{
    private const long MostBytesForOneFile = 8 << 20;

    private static readonly uint[] Interesting =
        [0, 1, 2, 7, 8, 9, 15, 16, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x7FFFEFFF, 0x7FFFF000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    [Fact]
    public void Mutated_headers_end_in_a_clip_or_in_one_of_our_errors()
    {
        int cases = FromEnvironment("DRUMCLASSIFIER_FUZZ_CASES", 200_000);
        int firstSeed = FromEnvironment("DRUMCLASSIFIER_FUZZ_SEED", 1);
        byte[][] originals = [.. SmallSounds.All()];
        AudioDecodeOptions options = new() { MaxDuration = TimeSpan.FromSeconds(5), UseLibsndfile = false };
        int decoded = 0;
        Parallel.For(firstSeed, firstSeed + cases, seed =>
        {
            Random random = new(seed);
            byte[] file = Mutate(originals[random.Next(originals.Length)], random);
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

using System.Globalization;

namespace DrumClassification.Tests.Decoding;

/// <summary>
/// Bytes that are no sound file are no sound, whatever they look like in places. <c>DRUMCLASSIFIER_TRASH_CASES</c> sets how many are
/// tried (default 4,000), <c>DRUMCLASSIFIER_TRASH_FOLDER</c> a folder whose files, cut into slices, are none of them a sound either.
/// </summary>
public sealed class TrashTests
{
    private static readonly AudioDecodeOptions ManagedOnly = new() { UseLibsndfile = false };

    [Fact]
    public void No_bytes_of_any_statistics_are_a_sound()
    {
        int cases = Mutation.FromEnvironment("DRUMCLASSIFIER_TRASH_CASES", 4000);
        int firstSeed = Mutation.FromEnvironment("DRUMCLASSIFIER_FUZZ_SEED", 1);
        Parallel.For(firstSeed, firstSeed + cases, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            int kind = seed % Trash.Count;
            Refuse(Trash.Make(kind, new Random(seed)), $"seed {seed}, kind {kind}");
        });
    }

    [Fact]
    public void No_slice_of_a_program_is_a_sound()
    {
        // The test's own program and its libraries; or a folder of other ones.
        string folder = Environment.GetEnvironmentVariable("DRUMCLASSIFIER_TRASH_FOLDER") ?? AppContext.BaseDirectory;
        int slices = Mutation.FromEnvironment("DRUMCLASSIFIER_TRASH_CASES", 1000);
        string[] files = [.. Directory.EnumerateFiles(folder).Where(IsProgram).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(files);
        Random random = new(7);
        for (int i = 0; i < slices; i++)
        {
            string file = files[random.Next(files.Length)];
            using FileStream stream = File.OpenRead(file);
            byte[] slice = new byte[Math.Min(stream.Length, random.Next(1, 65536))];
            stream.Position = random.NextInt64(1 + stream.Length - slice.Length);
            stream.ReadExactly(slice);
            Refuse(slice, string.Create(CultureInfo.InvariantCulture, $"{file} from {stream.Position - slice.Length}, {slice.Length} bytes"));
        }
    }

    // Not our own: they have sounds in them.
    private static bool IsProgram(string path)
        => !Path.GetFileName(path).StartsWith("DrumClassifier", StringComparison.Ordinal) && HasProgramName(path);

    private static bool HasProgramName(string path)
        => path.EndsWith(".dll", StringComparison.Ordinal) || path.EndsWith(".exe", StringComparison.Ordinal) || path.Contains(".so", StringComparison.Ordinal);

    private static void Refuse(byte[] bytes, string what)
    {
        AudioClip clip;
        try
        {
            clip = AudioDecoder.Decode(new MemoryStream(bytes), ManagedOnly);
        }
        catch (DrumClassifierException)
        {
            return;
        }

        Assert.Fail($"{what} is {clip.Source!.Format} of {clip.Samples.Length} samples; it begins with {Convert.ToHexString(bytes.AsSpan(0, Math.Min(16, bytes.Length)))}");
    }
}

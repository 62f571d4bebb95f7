using DrumClassification.Library.Sounds;
using DrumClassification.Library.Storage;

namespace DrumClassification.Tests.Storage;

/// <summary>Makes an index of 100,000 sounds to try commands on by hand; no test of anything, and passed over unless it is asked for.</summary>
public sealed class LargeLibrary
{
    /// <summary>
    /// DRUMS_LARGE_INDEX names an index of real sounds, which gets rows like theirs added; DRUMS_LARGE_FOLDER a folder, which gets their files, of a byte each.
    /// </summary>
    [Fact]
    public void Is_made_of_a_small_one()
    {
        string? path = Environment.GetEnvironmentVariable("DRUMS_LARGE_INDEX");
        string? folder = Environment.GetEnvironmentVariable("DRUMS_LARGE_FOLDER");
        Assert.SkipUnless(path is not null && folder is not null, "DRUMS_LARGE_INDEX and DRUMS_LARGE_FOLDER are not set");
        const int Count = 100_000;
        using var database = LibraryDatabase.Open(path);
        LibraryModel model = database.LastModel()!;
        StoredSound[] real;
        using (var reader = new SoundReader(database))
        {
            real = [.. reader.Stored(model.Id, model.Manifest.Labels)];
        }

        using var writer = new SoundWriter(database);
        var random = new Random(1);
        var time = new DateTime(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (int[] some in Enumerable.Range(0, Count).Chunk(1000))
        {
            string inner = Path.Combine(folder, $"{some[0] / 1000:000}");
            Directory.CreateDirectory(inner);
            database.InTransaction(() => Array.ForEach(some, index =>
            {
                string file = Path.Combine(inner, $"{index:000000}.wav");
                File.WriteAllBytes(file, [1]);
                File.SetLastWriteTimeUtc(file, time);
                writer.Store(Like(real[index % real.Length], file, new FileStamp(1, time.Ticks), index, random), model.Id);
            }));
        }
    }

    /// <summary>Another take of a sound: every value a little off, in every twentieth one so little that it is a near duplicate.</summary>
    private static ReadSound Like(StoredSound sound, string path, FileStamp stamp, int index, Random random)
    {
        bool isCopy = random.Next(20) == 0;
        float spread = isCopy ? 0.001f : 0.3f;
        int steps = isCopy ? 1 : 40;
        float[] embedding = sound.Found.Embedding.ToArray();
        float mean = embedding.Average(Math.Abs);
        return new ReadSound(
            path,
            stamp,
            DateTime.UtcNow.Ticks,
            BitConverter.GetBytes((long)index),
            sound.Found with { Embedding = embedding.Select(value => value + (spread * mean * (float)((random.NextDouble() * 2) - 1) * 3)).ToArray() },
            sound.Measure with
            {
                Envelope = BandEnvelope.FromBytes([.. sound.Measure.Envelope.Bytes.ToArray().Select(level => (byte)Math.Clamp(level + random.Next(-steps, steps + 1), 0, 250))]),
            },
            null);
    }
}

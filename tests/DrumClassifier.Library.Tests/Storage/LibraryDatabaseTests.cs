using DrumClassification.Library.Search;
using DrumClassification.Library.Sounds;
using DrumClassification.Library.Storage;
using Microsoft.Data.Sqlite;

namespace DrumClassification.Tests.Storage;

public sealed class LibraryDatabaseTests : IDisposable
{
    private const long Old = 630_000_000_000_000_000;

    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder["library.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_comes_back_to_the_last_bit()
    {
        ReadSound sound = Sound("/a/ü 🥁\n.wav") with { Stamp = new FileStamp(123, Old) };
        using LibraryDatabase database = Filled(out long model, sound);
        using var reader = new SoundReader(database);
        StoredSound stored = reader.Find(sound.Path, sound.Stamp, model, DrumLabels.All)!;
        Assert.Equal((sound.Path, sound.Stamp, sound.ReadAt), (stored.Known.Path, stored.Known.Stamp, stored.Known.ReadAt));
        Assert.Equal(sound.Hash, stored.Known.Hash);
        Classification expected = sound.Found!;
        Assert.Equal(expected.Probabilities, stored.Found.Probabilities);
        Assert.Equal(expected.Embedding.ToArray(), stored.Found.Embedding.ToArray());
        Assert.Equal(
            (expected.Label, expected.Confidence, expected.Reason, expected.Kind, expected.Duration, expected.IsUncertain),
            (stored.Found.Label, stored.Found.Confidence, stored.Found.Reason, stored.Found.Kind, stored.Found.Duration, stored.Found.IsUncertain));
        Assert.Equal(expected.Warnings, stored.Found.Warnings);
        SoundMeasure measure = sound.Measure!;
        Assert.Equal(measure.Source with { Warnings = [] }, stored.Measure.Source with { Warnings = [] });
        Assert.Equal((measure.IsWhole, measure.PeakDecibels, measure.Loudness), (stored.Measure.IsWhole, stored.Measure.PeakDecibels, stored.Measure.Loudness));
        Assert.Equal(measure.Waveform, stored.Measure.Waveform);
        Assert.Equal(measure.Envelope.Bytes.ToArray(), stored.Measure.Envelope.Bytes.ToArray());
    }

    [Fact]
    public void Silence_without_a_kind_comes_back_too()
    {
        ReadSound sound = Sound("/silent.wav");
        sound = sound with
        {
            Found = sound.Found! with { Kind = null, Reason = UncertainReason.Silent, IsUncertain = true },
            Measure = sound.Measure! with { PeakDecibels = float.NegativeInfinity, Loudness = float.NegativeInfinity },
        };
        using LibraryDatabase database = Filled(out long model, sound);
        using var reader = new SoundReader(database);
        StoredSound stored = reader.Find(sound.Path, sound.Stamp, model, DrumLabels.All)!;
        Assert.Null(stored.Found.Kind);
        Assert.Equal(UncertainReason.Silent, stored.Found.Reason);
        Assert.Equal(float.NegativeInfinity, stored.Measure.PeakDecibels);
    }

    [Fact]
    public void Another_size_time_or_model_is_not_known()
    {
        ReadSound sound = Sound("/a.wav");
        using LibraryDatabase database = Filled(out long model, sound);
        using var reader = new SoundReader(database);
        Assert.NotNull(reader.Find("/a.wav", sound.Stamp, model, DrumLabels.All));
        Assert.Null(reader.Find("/a.wav", sound.Stamp with { Size = 1 }, model, DrumLabels.All));
        Assert.Null(reader.Find("/a.wav", sound.Stamp with { Modified = Old + 1 }, model, DrumLabels.All));
        Assert.Null(reader.Find("/a.wav", sound.Stamp, model + 1, DrumLabels.All));
        Assert.Null(reader.Find("/b.wav", sound.Stamp, model, DrumLabels.All));
        Assert.Null(reader.Find("/\ud83e.wav", sound.Stamp, model, DrumLabels.All));
    }

    [Fact]
    public void What_was_read_while_it_may_have_been_written_is_not_believed()
    {
        ReadSound sound = Sound("/a.wav");
        using LibraryDatabase database = Filled(out long model, sound with { ReadAt = sound.Stamp.Modified + TimeSpan.TicksPerSecond });
        using var reader = new SoundReader(database);
        Assert.Null(reader.Find("/a.wav", sound.Stamp, model, DrumLabels.All));
    }

    [Fact]
    public void A_correction_belongs_to_the_content()
    {
        ReadSound sound = Sound("/a.wav");
        using LibraryDatabase database = Filled(out _, sound);
        database.Correct(new Correction(sound.Hash!, "snare", null));
        database.Correct(new Correction(sound.Hash!, "clap", "handclap"));
        Assert.Equal(("clap", "handclap"), (database.CorrectionOf(sound.Hash!)!.Label, database.CorrectionOf(sound.Hash!)!.Kind));
        using (var reader = new SoundReader(database))
        using (var writer = new SoundWriter(database))
        {
            KnownSound known = Assert.Single(reader.All());
            database.InTransaction(() => writer.Missing(known));
        }

        Assert.Equal(1, database.ForgetMissing());
        Assert.Single(database.Corrections());
        database.Correct(new Correction(sound.Hash!, null, null));
        Assert.Empty(database.Corrections());
    }

    [Fact]
    public void A_moved_sound_keeps_its_number_and_a_copy_has_all_but_that()
    {
        ReadSound sound = Sound("/a.wav");
        using LibraryDatabase database = Filled(out long model, sound, Sound("/there already.wav"));
        using var reader = new SoundReader(database);
        using var writer = new SoundWriter(database);
        KnownSound known = reader.All().Single(one => one.Path == "/a.wav");
        database.InTransaction(() => writer.Move(known, "/there already.wav", sound.Stamp, sound.ReadAt));
        KnownSound moved = Assert.Single(reader.All());
        Assert.Equal((known.Id, "/there already.wav"), (moved.Id, moved.Path));
        database.InTransaction(() => writer.Copy(moved, "/copy.wav", sound.Stamp, sound.ReadAt));
        StoredSound copy = reader.Find("/copy.wav", sound.Stamp, model, DrumLabels.All)!;
        Assert.NotEqual(known.Id, copy.Known.Id);
        Assert.Equal(sound.Found!.Embedding.ToArray(), copy.Found.Embedding.ToArray());
        Assert.Equal(2, EmbeddingTable.Load(reader, model).Count);
    }

    [Fact]
    public void A_batch_that_fails_leaves_nothing()
    {
        using LibraryDatabase database = Filled(out long model);
        using var writer = new SoundWriter(database);
        using var reader = new SoundReader(database);
        Assert.Throws<InvalidOperationException>(() => database.InTransaction(() =>
        {
            writer.Store(Sound("/a.wav"), model);
            throw new InvalidOperationException();
        }));
        Assert.Empty(reader.All());
        database.InTransaction(() => writer.Store(Sound("/a.wav"), model));
        Assert.Single(reader.All());
    }

    [Fact]
    public async Task Others_read_while_one_writes_and_see_whole_batches()
    {
        using LibraryDatabase database = Filled(out long model);
        using var stop = new CancellationTokenSource();
        Task<int[]>[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            using var own = LibraryDatabase.Open(FilePath);
            using var reader = new SoundReader(own);
            var seen = new List<int>();
            while (!stop.IsCancellationRequested)
            {
                seen.Add(reader.All().Count);
            }

            return seen.ToArray();
        }))];
        using (var writer = new SoundWriter(database))
        {
            for (int batch = 0; batch < 30; batch++)
            {
                database.InTransaction(() =>
                {
                    for (int i = 0; i < 10; i++)
                    {
                        writer.Store(Sound($"/{batch}/{i}.wav"), model);
                    }
                });
            }
        }

        await stop.CancelAsync();
        foreach (int[] seen in await Task.WhenAll(readers))
        {
            Assert.All(seen, count => Assert.Equal(0, count % 10));
        }

        using var last = new SoundReader(database);
        Assert.Equal(300, last.Count().Present);
    }

    [Fact]
    public void Two_writers_wait_for_each_other()
    {
        using (Filled(out long model))
        {
            Parallel.For(0, 4, part =>
            {
                using LibraryDatabase own = LibraryDatabase.Create(FilePath);
                using var writer = new SoundWriter(own);
                for (int i = 0; i < 20; i++)
                {
                    own.InTransaction(() => writer.Store(Sound($"/{i}.wav"), model));
                }
            });
        }

        using var database = LibraryDatabase.Open(FilePath);
        using var reader = new SoundReader(database);
        Assert.Equal(20, reader.All().Count);
    }

    [Fact]
    public void Many_make_one_at_once()
    {
        Parallel.For(0, 8, _ => LibraryDatabase.Create(FilePath).Dispose());
        using var database = LibraryDatabase.Open(FilePath);
        Assert.Empty(database.Folders());
    }

    [Fact]
    public void What_is_no_database_is_refused_with_a_cure_and_left_as_it_is()
    {
        byte[] text = [.. Enumerable.Repeat((byte)'x', 5000)];
        File.WriteAllBytes(FilePath, text);
        foreach (Func<string, LibraryDatabase> open in new[] { LibraryDatabase.Open, LibraryDatabase.Create })
        {
            LibraryException error = Assert.Throws<LibraryException>(() => open(FilePath));
            Assert.Contains($"'{FilePath}' is no index", error.Message, StringComparison.Ordinal);
            Assert.Contains("Rename or delete it", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(text, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void A_later_versions_index_is_refused()
    {
        Filled(out _).Dispose();
        Run($"PRAGMA user_version = {LibrarySchema.Version + 1}");
        LibraryException error = Assert.Throws<LibraryException>(() => LibraryDatabase.Create(FilePath));
        Assert.Contains("made by a later version of drums", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_programs_database_is_refused_and_not_touched()
    {
        Run("CREATE TABLE theirs (x)");
        LibraryException error = Assert.Throws<LibraryException>(() => LibraryDatabase.Create(FilePath));
        Assert.Contains("another program", error.Message, StringComparison.Ordinal);
        Run("SELECT x FROM theirs");
    }

    [Fact]
    public void One_that_does_not_exist_and_a_folder_are_named()
    {
        Assert.Contains("does not exist", Assert.Throws<LibraryException>(() => LibraryDatabase.Open(FilePath)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(FilePath));
        Directory.CreateDirectory(_folder["folder.db"]);
        Assert.Contains("is a folder", Assert.Throws<LibraryException>(() => LibraryDatabase.Create(_folder["folder.db"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_anywhere_is_an_error_of_ours_or_does_no_harm()
    {
        Filled(out long model, [.. Enumerable.Range(0, 60).Select(i => Sound($"/{i}.wav"))]).Dispose();
        byte[] whole = File.ReadAllBytes(FilePath);
        var random = new Random(5);
        int refused = 0;
        for (int round = 0; round < 60; round++)
        {
            byte[] damaged = [.. whole];
            int start = random.Next(damaged.Length);
            random.NextBytes(damaged.AsSpan(start, Math.Min(random.Next(1, 3000), damaged.Length - start)));
            File.WriteAllBytes(FilePath, damaged);
            File.Delete(FilePath + "-wal");
            File.Delete(FilePath + "-shm");
            try
            {
                using var database = LibraryDatabase.Open(FilePath);
                using var reader = new SoundReader(database);
                _ = reader.Stored(model, DrumLabels.All);
                _ = database.LastModel();
            }
            catch (LibraryException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 10, 60);
    }

    private static ReadSound Sound(string path)
    {
        float[] samples = Tones.Decaying(200, 44100, 0.2);
        var source = new AudioSourceInfo("WAV", 44100, 2) { BitsPerSample = 24, Duration = TimeSpan.FromTicks(1234567), Warnings = ["It is cut."] };
        var found = new Classification("tom", 0.1f + 0.2f, [.. DrumLabels.All.Select((label, index) => new LabelProbability(label, 1f / (index + 3)))], IsUncertain: true)
        {
            Reason = UncertainReason.LowConfidence,
            Warnings = ["It is cut."],
            Duration = TimeSpan.FromTicks(7654321),
            Kind = new SoundKind("low_tom", "tom", 0.7f / 3, true),
            Embedding = new[] { 0.1f, -2.5e-7f, 3f },
        };
        var measure = new SoundMeasure(source, found.Duration, false, -0.3f, -17.2f, SmallWaveform.Of(samples), BandEnvelope.Of(samples, 44100, 0.8f));
        return new ReadSound(path, new FileStamp(4000, Old), DateTime.UtcNow.Ticks, [.. Enumerable.Range(0, 32).Select(i => (byte)i)], found, measure, null);
    }

    private LibraryDatabase Filled(out long model, params ReadSound[] sounds)
    {
        var database = LibraryDatabase.Create(FilePath);
        long id = database.AddModel("one", new ModelInfo(new TestModel().Manifest, 3, "a test", 1));
        using (var writer = new SoundWriter(database))
        {
            database.InTransaction(() => Array.ForEach(sounds, sound => writer.Store(sound, id)));
        }

        model = id;
        return database;
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

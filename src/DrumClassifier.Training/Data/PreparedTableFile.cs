using System.Runtime.CompilerServices;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace DrumClassification.Training.Data;

/// <summary>
/// A prepared table as Parquet, so that pandas, DuckDB or a DataFrame opens it: one row a sound with the columns <c>data_set, name, path, label,
/// group, source, fine, random_split, group_split, sample_rate, duration_s</c> and <c>spectrogram</c>, a list of float32 of
/// mel bands × frames, row-major. The file's key-value metadata holds <c>drumclassifier.front_end</c> (JSON),
/// <c>drumclassifier.data_hash</c>, <c>drumclassifier.fingerprint</c> (JSON) and <c>drumclassifier.skipped</c> (JSON).
/// </summary>
public static class PreparedTableFile
{
    private const string FrontEndKey = "drumclassifier.front_end";
    private const string DataHashKey = "drumclassifier.data_hash";
    private const string FingerprintKey = "drumclassifier.fingerprint";
    private const string SkippedKey = "drumclassifier.skipped";
    private const int RowsPerGroup = 256;

    private static readonly DataField[] Texts =
        [.. new[] { "data_set", "name", "path", "label", "group", "source", "fine", "random_split", "group_split" }.Select(name => new DataField<string>(name, nullable: true))];

    internal static async Task WriteAsync(PreparedTable table, string path, CancellationToken cancellationToken)
    {
        DataField<int> rate = new("sample_rate");
        DataField<double> duration = new("duration_s");
        DataField<float> value = new("element", nullable: false);
        ParquetSchema schema = new([.. Texts, rate, duration, new ListField("spectrogram", value)]);
        FileStream stream = File.Create(path);
        await using ConfiguredAsyncDisposable closeStream = stream.ConfigureAwait(false);
        ParquetWriter writer = await ParquetWriter
            .CreateAsync(schema, stream, new ParquetOptions { CompressionMethod = CompressionMethod.Snappy }, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closeWriter = writer.ConfigureAwait(false);
        writer.CustomMetadata = new Dictionary<string, string>
        {
            [FrontEndKey] = JsonSerializer.Serialize(table.FrontEnd, TrainingJson.Compact),
            [DataHashKey] = table.DataHash,
            [FingerprintKey] = JsonSerializer.Serialize(table.Fingerprint, TrainingJson.Compact),
            [SkippedKey] = JsonSerializer.Serialize(table.Skipped, TrainingJson.Compact),
        };

        // Every list has the same length and no nulls: the level of the first value of a row is 0, of the others 1.
        int length = table.SpectrogramLength;
        int[] definition = new int[RowsPerGroup * length];
        int[] repetition = new int[RowsPerGroup * length];
        Array.Fill(definition, value.MaxDefinitionLevel);
        for (int i = 0; i < repetition.Length; i++)
        {
            repetition[i] = i % length == 0 ? 0 : value.MaxRepetitionLevel;
        }

        for (int start = 0; start < table.Sounds.Count; start += RowsPerGroup)
        {
            Sound[] rows = [.. table.Sounds.Skip(start).Take(RowsPerGroup)];
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach (DataField field in Texts)
            {
                await group.WriteAsync(field, (string?[])[.. rows.Select(row => Text(row, field.Name))]).ConfigureAwait(false);
            }

            await group.WriteAsync<int>(rate, rows.Select(row => row.SampleRate).ToArray(), cancellationToken: cancellationToken).ConfigureAwait(false);
            await group.WriteAsync<double>(duration, rows.Select(row => row.DurationSeconds).ToArray(), cancellationToken: cancellationToken).ConfigureAwait(false);
            int count = rows.Length * length;
            await group.WriteAllPartsAsync<float>(
                value, table.Spectrograms.AsMemory(start * length, count), definition.AsMemory(0, count), repetition.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }
    }

    internal static async Task<TableFingerprint> ReadFingerprintAsync(string path, CancellationToken cancellationToken) =>
        await OpenAsync(path, reader => Task.FromResult(Metadata<TableFingerprint>(reader, FingerprintKey)), cancellationToken).ConfigureAwait(false);

    internal static Task<PreparedTable> ReadAsync(string path, CancellationToken cancellationToken) => OpenAsync(path, async reader =>
    {
        FrontEndSettings settings = Metadata<FrontEndSettings>(reader, FrontEndKey);
        TableFingerprint fingerprint = Metadata<TableFingerprint>(reader, FingerprintKey);
        SkippedSound[] skipped = Metadata<SkippedSound[]>(reader, SkippedKey);
        int length = settings.MelBands * settings.Frames;
        int[] counts = [.. reader.RowGroups.Select(group => (int)group.RowCount)];
        float[] spectrograms = new float[counts.Sum() * length];
        int[] definition = new int[counts.Max() * length];
        int[] repetition = new int[counts.Max() * length];
        DataField value = reader.Schema.DataFields.Single(field => field.Path.FirstPart == "spectrogram");
        List<Sound> sounds = new(counts.Sum());
        for (int g = 0; g < counts.Length; g++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(g);
            int count = counts[g] * length;
            await group.ReadRawAsync(
                value, spectrograms.AsMemory(sounds.Count * length, count), definition.AsMemory(0, count), repetition.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            sounds.AddRange(await ReadRowsAsync(group, reader.Schema, counts[g], cancellationToken).ConfigureAwait(false));
        }

        return new PreparedTable(sounds, spectrograms, settings, reader.CustomMetadata[DataHashKey], fingerprint, skipped);
    }, cancellationToken);

    private static async Task<IEnumerable<Sound>> ReadRowsAsync(ParquetRowGroupReader group, ParquetSchema schema, int count, CancellationToken cancellationToken)
    {
        Dictionary<string, string?[]> texts = [];
        foreach (DataField field in Texts)
        {
            string?[] column = new string?[count];
            await group.ReadAsync(schema.FindDataField(field.Name), column.AsMemory()!, cancellationToken: cancellationToken).ConfigureAwait(false);
            texts[field.Name] = column;
        }

        int[] rates = new int[count];
        double[] durations = new double[count];
        await group.ReadAsync<int>(schema.FindDataField("sample_rate"), rates.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
        await group.ReadAsync<double>(schema.FindDataField("duration_s"), durations.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
        return Enumerable.Range(0, count).Select(i => new Sound
        {
            DataSet = texts["data_set"][i]!,
            Name = texts["name"][i]!,
            Path = texts["path"][i]!,
            Label = texts["label"][i]!,
            Group = texts["group"][i]!,
            Source = texts["source"][i]!,
            Fine = texts["fine"][i]!,
            RandomSplit = Split(texts["random_split"][i]),
            GroupSplit = Split(texts["group_split"][i]),
            SampleRate = rates[i],
            DurationSeconds = durations[i],
        });
    }

    private static async Task<T> OpenAsync<T>(string path, Func<ParquetReader, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            ParquetReader reader = await ParquetReader.CreateAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable close = reader.ConfigureAwait(false);
            return await read(reader).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or DataSetException or OutOfMemoryException))
        {
            // Whatever a damaged file makes the Parquet reader throw, the cure is the same.
            throw new DataSetException($"'{path}' cannot be read as a prepared table: {exception.Message} Run 'drumtrain prepare' again.", exception);
        }
    }

    private static T Metadata<T>(ParquetReader reader, string key) =>
        reader.CustomMetadata.TryGetValue(key, out string? json) && JsonSerializer.Deserialize<T>(json, TrainingJson.Strict) is { } value
            ? value
            : throw new InvalidDataException($"its metadata lacks '{key}'.");

    private static string? Text(Sound row, string column) => column switch
    {
        "data_set" => row.DataSet,
        "name" => row.Name,
        "path" => row.Path,
        "label" => row.Label,
        "group" => row.Group,
        "source" => row.Source,
        "fine" => row.Fine,
        "random_split" => row.RandomSplit?.ToString().ToLowerInvariant(),
        _ => row.GroupSplit?.ToString().ToLowerInvariant(),
    };

    private static DataSplit? Split(string? text) => text is null ? null : Enum.Parse<DataSplit>(text, ignoreCase: true);
}

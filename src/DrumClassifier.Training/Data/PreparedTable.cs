namespace DrumClassification.Training.Data;

/// <summary>
/// The sounds of a data set with their log-mel spectrograms, in memory. Kept on disk as Parquet, see <see cref="PreparedTableFile"/>.
/// Immutable as long as nobody writes into <see cref="Spectrograms"/>.
/// </summary>
public sealed class PreparedTable
{
    internal PreparedTable(
        IReadOnlyList<Sound> sounds, float[] spectrograms, FrontEndSettings frontEnd, string dataHash, TableFingerprint fingerprint, IReadOnlyList<SkippedSound> skipped)
    {
        Sounds = sounds;
        Spectrograms = spectrograms;
        FrontEnd = frontEnd;
        DataHash = dataHash;
        Fingerprint = fingerprint;
        Skipped = skipped;
    }

    /// <summary>The sounds that could be read, in the order they were given, with their real sampling rate and duration.</summary>
    public IReadOnlyList<Sound> Sounds { get; }

    /// <summary>The spectrograms one after the other: float[sounds × mel bands × frames], row-major.</summary>
    public float[] Spectrograms { get; }

    /// <summary>Values of one spectrogram: mel bands × frames.</summary>
    public int SpectrogramLength => FrontEnd.MelBands * FrontEnd.Frames;

    /// <summary>What computed the spectrograms.</summary>
    public FrontEndSettings FrontEnd { get; }

    /// <summary><see cref="Data.DataHash"/> of all sounds that were given, the skipped ones included.</summary>
    public string DataHash { get; }

    /// <summary>What the table was made from.</summary>
    public TableFingerprint Fingerprint { get; }

    /// <summary>The sounds that could not be used.</summary>
    public IReadOnlyList<SkippedSound> Skipped { get; }

    /// <summary>Why the table was made anew; null where it was read from its file.</summary>
    public string? WhyPrepared { get; private init; }

    /// <summary>The spectrogram of one sound: [mel band, frame], lowest band first.</summary>
    public ReadOnlySpan<float> GetSpectrogram(int index) => Spectrograms.AsSpan(index * SpectrogramLength, SpectrogramLength);

    /// <summary>Reads a table file.</summary>
    /// <exception cref="DataSetException">The file is missing, or is no table of this version.</exception>
    public static Task<PreparedTable> LoadAsync(string path, CancellationToken cancellationToken = default) =>
        PreparedTableFile.ReadAsync(path, cancellationToken);

    /// <summary>Reads the table file where it was made from these sounds and settings and no file has changed; else makes it and writes it.</summary>
    /// <param name="sounds">The sounds; nothing is filtered out but what cannot be read.</param>
    /// <param name="settings">The front end.</param>
    /// <param name="path">The table file; replaced as a whole or not at all.</param>
    /// <param name="onSound">Called after each sound with the number of sounds done, from several threads. Null for none.</param>
    /// <param name="cancellationToken">Stops the work; the table file then stays as it was.</param>
    /// <exception cref="DataSetException">Not one sound can be read, or there are too many for the memory.</exception>
    public static async Task<PreparedTable> LoadOrPrepareAsync(
        IReadOnlyList<Sound> sounds, FrontEndSettings settings, string path, Action<int>? onSound = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sounds);
        ArgumentNullException.ThrowIfNull(settings);
        TableFingerprint fingerprint = TableFingerprint.Compute(sounds, settings);
        string why = "there is no table yet";
        if (File.Exists(path))
        {
            try
            {
                TableFingerprint found = await PreparedTableFile.ReadFingerprintAsync(path, cancellationToken).ConfigureAwait(false);
                if (found == fingerprint)
                {
                    return await PreparedTableFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
                }

                why = found.Settings != fingerprint.Settings ? "the front end has changed" : "files, labels or splits have changed";
            }
            catch (DataSetException exception)
            {
                why = $"the table that is there cannot be used ({exception.Message})";
            }
        }

        PreparedTable made = await Task.Run(() => TablePreparer.Prepare(sounds, settings, fingerprint, onSound, cancellationToken), cancellationToken).ConfigureAwait(false);
        await AtomicFile.WriteAsync(path, temporary => PreparedTableFile.WriteAsync(made, temporary, cancellationToken)).ConfigureAwait(false);
        return new PreparedTable(made.Sounds, made.Spectrograms, settings, made.DataHash, fingerprint, made.Skipped) { WhyPrepared = why };
    }

    /// <summary>Where a table of these data sets and this front end is kept by default: below <c>cache/</c> in the current folder, one file for each combination.</summary>
    public static string DefaultPath(IReadOnlyList<string> dataSets, FrontEndSettings settings)
    {
        ArgumentNullException.ThrowIfNull(dataSets);
        string names = string.Join('+', dataSets.Select(path => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))));
        string key = TableFingerprint.Compute([], settings).Settings + string.Join('\n', dataSets.Select(Path.GetFullPath));
        byte[] hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key));
        return Path.Combine("cache", $"{(names.Length > 60 ? names[..60] : names)}-{Convert.ToHexStringLower(hash)[..12]}.parquet");
    }
}

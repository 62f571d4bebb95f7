using System.Security.Cryptography;
using System.Text;

namespace DrumClassification.Training.Data;

/// <summary>
/// The log-mel spectrograms of a data set, kept in a file, so that a training that augments nothing need not compute them again.
/// </summary>
/// <param name="Sounds">The sounds that could be read, in the order they were given, with their real sampling rate and duration.</param>
/// <param name="Features">Their spectrograms one after the other: float[sounds × mel bands × frames], row-major.</param>
/// <param name="FrontEnd">What computed the spectrograms.</param>
/// <param name="DataHash"><see cref="Data.DataHash"/> of all sounds that were given, the skipped ones included.</param>
/// <param name="Skipped">The sounds that could not be used.</param>
internal sealed record FeatureCache(IReadOnlyList<Sound> Sounds, float[] Features, FrontEndSettings FrontEnd, string DataHash, IReadOnlyList<SkippedSound> Skipped)
{
    /// <summary>Why the features were computed; null if they were read from their file.</summary>
    public string? WhyComputed { get; private init; }

    /// <summary>Values of one spectrogram.</summary>
    public int FeatureLength => FrontEnd.MelBands * FrontEnd.Frames;

    /// <summary>The spectrogram of one sound: [mel band, frame], lowest band first.</summary>
    public ReadOnlyMemory<float> this[int index] => Features.AsMemory(index * FeatureLength, FeatureLength);

    /// <summary>Reads the file where it was made from these sounds and settings and no sound file has changed; else computes the features and writes it.</summary>
    /// <param name="sounds">The sounds; nothing is filtered out but what cannot be read.</param>
    /// <param name="path">The file; replaced as a whole or not at all.</param>
    /// <param name="onSound">Called after each sound with the number of sounds done, from several threads. Null for none.</param>
    /// <param name="cancellationToken">Stops the work; the file then stays as it was.</param>
    /// <exception cref="DataSetException">Not one sound can be read, or there are too many for the memory.</exception>
    public static FeatureCache LoadOrCompute(
        IReadOnlyList<Sound> sounds, FrontEndSettings settings, string path, Action<int>? onSound = null, CancellationToken cancellationToken = default)
    {
        FeatureFingerprint fingerprint = FeatureFingerprint.Compute(sounds, settings);
        if (FeatureCacheFile.Read(path, fingerprint, sounds, settings, out string why) is { } found)
        {
            return found;
        }

        ExtractedFeatures extracted = FeatureExtractor.Extract(sounds, settings, onSound, cancellationToken);
        string hash = Data.DataHash.Compute(sounds, cancellationToken);
        FeatureCacheFile.Write(path, fingerprint, hash, extracted);
        return From(sounds, settings, hash, extracted) with { WhyComputed = why };
    }

    /// <summary>Puts sounds and their features together.</summary>
    public static FeatureCache From(IReadOnlyList<Sound> sounds, FrontEndSettings settings, string dataHash, ExtractedFeatures extracted)
    {
        (Sound Sound, ExtractedSound Row)[] pairs = [.. sounds.Zip(extracted.Rows)];
        return new FeatureCache(
            [.. pairs.Where(pair => pair.Row.Failure is null).Select(pair => pair.Sound with { SampleRate = pair.Row.SampleRate, DurationSeconds = pair.Row.Seconds })],
            extracted.Features,
            settings,
            dataHash,
            [.. pairs.Where(pair => pair.Row.Failure is not null).Select(pair => new SkippedSound(pair.Sound.Name, pair.Sound.Label, pair.Row.Failure!))]);
    }

    /// <summary>Where the features of these data sets and this front end are kept by default: below <c>cache/</c> in the current folder, one file for each combination.</summary>
    public static string DefaultPath(IReadOnlyList<string> dataSets, FrontEndSettings settings)
    {
        string names = string.Join('+', dataSets.Select(path => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))));
        string key = FeatureFingerprint.Compute([], settings).Settings + string.Join('\n', dataSets.Select(Path.GetFullPath));
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return Path.Combine("cache", $"{(names.Length > 60 ? names[..60] : names)}-{Convert.ToHexStringLower(hash)[..12]}.features");
    }
}

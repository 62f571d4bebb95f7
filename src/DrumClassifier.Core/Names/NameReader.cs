namespace DrumClassification;

/// <summary>Puts together what the parts of a path say.</summary>
internal static class NameReader
{
    /// <summary>Folders above these are not read.</summary>
    public const int MostFolders = 4;

    /// <summary>Reads a path.</summary>
    /// <param name="parts">Its folders' names, and at the end its file's without extension.</param>
    public static NameEvidence Read(IReadOnlyList<string> parts)
    {
        if (parts.Count == 0)
        {
            return NameEvidence.None;
        }

        string[] folders = [.. parts.Take(parts.Count - 1).Reverse().Take(MostFolders)];
        bool machine808 = parts.TakeLast(MostFolders + 1).Any(part => part.Contains("808", StringComparison.Ordinal));
        NameReading file = NameJudge.Read(parts[^1], isFolder: false, machine808);
        NameReading near = folders.Length > 0 ? NameJudge.Read(folders[0], isFolder: true) : NameReading.Nothing;
        NameReading far = folders.Skip(1).Select(folder => NameJudge.Read(folder, isFolder: true)).FirstOrDefault(reading => reading.Labels.Count > 0, NameReading.Nothing);
        (NameReading reading, NamePlace place) = Join(parts[^1], file, near, far);
        if (place == NamePlace.None)
        {
            return NameEvidence.None;
        }

        string? kind = reading.Kind ?? (reading.Labels is [DrumLabels.Hat or DrumLabels.Tom] ? KindOf(parts[^1], folders, reading.Labels[0]) : null);
        return new NameEvidence(reading.Strength, reading.Labels, kind, reading.Token, place);
    }

    private static (NameReading Reading, NamePlace Place) Join(string name, NameReading file, NameReading near, NameReading far)
    {
        bool isPhrase = NameFinder.Find(name).Has(NameVocabulary.Phrases);
        if (file.Labels.Count > 0)
        {
            return (Beside(file, near, far), NamePlace.File);
        }

        if (near.Labels.Count > 0)
        {
            // "Loops/Kicks" and "Kicks/loop 1" are phrases.
            return (isPhrase ? near.AtMost(NameStrength.Weak) : near, NamePlace.Folder);
        }

        return far.Labels.Count > 0 ? (isPhrase ? far.AtMost(NameStrength.Weak) : far.AtMost(NameStrength.Hint), NamePlace.FarFolder) : (NameReading.Nothing, NamePlace.None);
    }

    /// <summary>What a file's name says, beside what its folder says.</summary>
    private static NameReading Beside(NameReading file, NameReading near, NameReading far)
    {
        NameReading folder = near.Labels.Count > 0 ? near : far;
        if (folder.Labels.Count == 0)
        {
            return file;
        }

        string[] both = [.. file.Labels.Intersect(folder.Labels)];
        if (both.Length > 0)
        {
            // "Clap Snare 3" among snares is a snare, and so is "sn x y z".
            bool isSurer = folder.Labels.Count == 1 && file.Strength < NameStrength.Clear && folder.Strength == NameStrength.Clear;
            NameStrength strength = isSurer ? file.Strength + 1 : file.Strength;
            return file with { Labels = both, Strength = strength, Kind = file.Kind ?? (folder is { Labels.Count: 1, Strength: NameStrength.Clear } ? folder.Kind : null) };
        }

        // Percussion is what many call everything beside kick and snare.
        bool isGeneral = folder is { Labels: [NameEvidence.Other], Strength: < NameStrength.Clear };
        return near.Labels.Count > 0 && !isGeneral ? file.Weaker() : file;
    }

    /// <summary>"Hats/Closed/01", "Toms/Low 3": modifiers in the file's name or a folder's beside it.</summary>
    private static string? KindOf(string file, string[] folders, string label) =>
        folders.Take(2).Prepend(file).Select(part => NameJudge.KindBeside(NameFinder.Find(part), label, _ => false)).FirstOrDefault(kind => kind is not null);
}

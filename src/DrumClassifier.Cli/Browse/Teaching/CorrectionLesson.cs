using System.Globalization;
using DrumClassification.Cli.Teach;
using DrumClassification.Library.Storage;
using DrumClassification.Modelling.Folders;
using DrumClassification.Modelling.Heads;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Browse.Teaching;

/// <summary>What there is to learn from in an index: the sounds that the user has corrected, and, so that what was known is not forgotten, others that the model is sure of.</summary>
internal sealed class CorrectionLesson
{
    /// <summary>With fewer corrected sounds neither a head nor what is said of it is worth anything.</summary>
    public const int FewestSounds = 10;

    /// <summary>A class that was corrected needs so many, or none could be judged by another.</summary>
    public const int FewestOfClass = 2;

    // Of each class: enough to hold it in its place, and few enough that ten corrections move it.
    private const int SureOfClass = 40;
    private const int HeldOutOfClass = 60;

    private readonly string[] _labels;

    private CorrectionLesson(IEnumerable<string> labels) => _labels = [.. labels];

    /// <summary>What is learned from: first the corrected sounds.</summary>
    public List<SoundExample> Examples { get; } = [];

    /// <summary>Names of the corrected ones.</summary>
    public HashSet<string> Said { get; } = new(StringComparer.Ordinal);

    /// <summary>What the model heard of each corrected sound, by its name.</summary>
    public Dictionary<string, string> Heard { get; } = new(StringComparer.Ordinal);

    /// <summary>Sounds that the model is sure of and that nothing is learned from.</summary>
    public List<LessonSound> HeldOut { get; } = [];

    /// <summary>Classes of which the index has too few sounds to know them by.</summary>
    public IEnumerable<string> Lacking => _labels.Where((_, label) => Examples.Count(example => example.Label == label) < FewestOfClass);

    /// <summary>What was left out, in sentences.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Reads it.</summary>
    /// <param name="database">The index.</param>
    /// <param name="model">Number of the model that listened.</param>
    /// <param name="labels">Its classes.</param>
    /// <exception cref="DrumClassifierException">There is too little; the message says what is missing.</exception>
    public static CorrectionLesson Read(LibraryDatabase database, long model, IReadOnlyList<string> labels)
    {
        var lesson = new CorrectionLesson(labels);
        List<LessonSound> corrected = database.Corrected(model);
        LessonSound[] said = [.. corrected.Where(sound => sound.Said is { } label && labels.Contains(label))];
        lesson.Note(corrected.Count - said.Length, "corrected as none of the classes, which is not learned");
        List<LessonSound> sure = [.. labels.SelectMany(label => database.Sure(model, label, SureOfClass + HeldOutOfClass))];
        lesson.Fill(said, sure);
        lesson.Check();
        return lesson;
    }

    private void Fill(LessonSound[] said, List<LessonSound> sure)
    {
        // Each sound once, and what the user says of it counts: of other files with the same sound nothing is to be seen in learning or judging.
        LessonSound[] all = [.. said, .. sure];
        int[] first = SameSounds.FirstOf([.. all.Select(sound => sound.Embedding)]);
        ILookup<int, int> copies = Enumerable.Range(0, said.Length).ToLookup(i => first[i]);
        int[] unlike = [.. copies.Where(group => group.Select(i => said[i].Said).Distinct().Count() > 1).SelectMany(group => group)];
        Note(unlike.Length, "the same and corrected as different classes; left out until they agree");
        Note(said.Length - copies.Count - unlike.Length + unlike.Select(i => first[i]).Distinct().Count(), "the same as another corrected one, and counted once");
        Dictionary<string, string> groups = Groups([.. all.Select(sound => sound.Path)]);
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < all.Length; i++)
        {
            LessonSound sound = all[i];
            if (first[i] != i || unlike.Contains(i))
            {
                continue;
            }

            bool isSaid = i < said.Length;
            string label = isSaid ? sound.Said! : sound.Heard;
            if (!isSaid && (taken[label] = taken.GetValueOrDefault(label) + 1) > SureOfClass)
            {
                HeldOut.Add(sound);
                continue;
            }

            Heard[sound.Path] = sound.Heard;
            Examples.Add(new SoundExample(sound.Path, Array.IndexOf(_labels, label), groups[sound.Path], sound.Embedding, []));
            if (isSaid)
            {
                Said.Add(sound.Path);
            }
        }
    }

    private void Check()
    {
        Dictionary<int, int> counts = Examples.Where(example => Said.Contains(example.Name)).CountBy(example => example.Label).ToDictionary();
        int count = counts.Values.Sum();
        string[] missing =
        [
            .. count < FewestSounds ? [$"{FewestSounds - count} more corrected {(FewestSounds - count == 1 ? "sound" : "sounds")} (there {(count == 1 ? "is" : "are")} {count} of {FewestSounds})"] : Array.Empty<string>(),
            .. counts.Where(label => label.Value < FewestOfClass).OrderBy(label => label.Key).Select(label => $"{FewestOfClass - label.Value} more {_labels[label.Key]}"),
            .. counts.Count == 1 ? [$"{FewestOfClass} of another class"] : Array.Empty<string>(),
        ];
        if (missing.Length > 0)
        {
            throw new DrumClassifierException(
                $"There is too little to learn from yet. Missing: {string.Join(", ", missing)}. Sounds that you agree with count too: press their class.{(Notes.Count > 0 ? " " + string.Join(' ', Notes) : "")}");
        }
    }

    /// <summary>What sounds of one take or kit share, folder by folder, whatever class they are said or heard to be.</summary>
    private static Dictionary<string, string> Groups(string[] paths)
    {
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (IGrouping<string, string> folder in paths.GroupBy(path => Path.GetDirectoryName(path) ?? "", StringComparer.Ordinal))
        {
            string[] files = [.. folder];
            foreach ((string file, string group) in files.Zip(TakeGroups.Of(folder.Key, "", files)))
            {
                groups[file] = Path.Combine(folder.Key, group);
            }
        }

        return groups;
    }

    private void Note(int count, string what)
    {
        if (count > 0)
        {
            Notes.Add(string.Create(CultureInfo.InvariantCulture, $"{Numbers.Count(count, "sound")} {(count == 1 ? "is" : "are")} {what}."));
        }
    }
}

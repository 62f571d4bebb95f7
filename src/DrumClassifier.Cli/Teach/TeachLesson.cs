using System.Globalization;
using DrumClassification.Modelling.Heads;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Teach;

/// <summary>The sounds of a <see cref="TeachFolder"/>, from their names to what the network makes of them.</summary>
internal sealed class TeachLesson
{
    /// <summary>Fewer in a class are said to be few.</summary>
    private const int EnoughSounds = 5;

    private readonly Dictionary<string, (int Label, string Group)> _places;
    private readonly List<(string Path, Classification Heard)> _heard = [];
    private readonly List<string> _failures = [];
    private readonly TeachSettings _settings;
    private readonly ModelInfo _model;

    private TeachLesson(Dictionary<string, (int Label, string Group)> places, IReadOnlyList<string> labels, int standing, ModelInfo model, TeachSettings settings)
    {
        (_places, Labels, Standing, _model, _settings) = (places, labels, standing, model, settings);
        Files = [.. places.Keys];
    }

    /// <summary>The classes of the model to be.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>How many of them, the first ones, the model that is taught scores itself.</summary>
    public int Standing { get; }

    /// <summary>The sounds, class by class.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>What was wrong with files.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Gives every class its place.</summary>
    /// <exception cref="WrongUseException">There is nothing to tell apart.</exception>
    public static TeachLesson Plan(TeachFolder folder, ModelInfo model, TeachSettings settings)
    {
        if (settings.KeepClasses && !StandingClasses.CanStand(model))
        {
            throw new WrongUseException($"--keep-classes needs a model that knows percussion of none of its classes, as the embedded one does; this one ({model.Source}) knows only {string.Join(", ", model.Labels)}.");
        }

        List<string> labels = settings.KeepClasses ? [.. model.Labels] : [];
        int standing = labels.Count;
        var places = new Dictionary<string, (int, string)>();
        foreach (TeachClass taught in folder.Classes)
        {
            int label = labels.FindIndex(known => known.Equals(taught.Name, StringComparison.OrdinalIgnoreCase));
            if (label < 0)
            {
                label = labels.Count;
                labels.Add(taught.Name);
            }

            foreach ((string file, string group) in taught.Files.Zip(taught.Groups))
            {
                places[file] = (label, group);
            }
        }

        if (settings.KeepClasses ? labels.Count == standing : labels.Count < 2)
        {
            string found = folder.Classes.Count == 0 ? "no folder with sounds in it" : $"the {(folder.Classes.Count == 1 ? "class" : "classes")} {string.Join(", ", folder.Classes.Select(known => $"'{known.Name}'"))} only";
            throw new WrongUseException(settings.KeepClasses
                ? $"'{settings.Folder}' has {found}; --keep-classes needs a class that the model does not know yet."
                : $"'{settings.Folder}' has {found}; a model needs at least two classes to tell apart, each a folder of sounds in it. To add one class to those that are known, use --keep-classes.");
        }

        return new TeachLesson(places, labels, standing, model, settings);
    }

    /// <summary>Takes what the network makes of a file.</summary>
    public void Hear(FileClassification file)
    {
        if (file.Classification is not { } heard)
        {
            _failures.Add(file.Error!.Message);
        }
        else if (heard.Reason == UncertainReason.Silent)
        {
            _failures.Add($"'{file.Path}' is silent, and nothing can be learned from it.");
        }
        else
        {
            _heard.Add((file.Path, heard));
        }
    }

    /// <summary>What is learned from: each sound once, none that is in two classes.</summary>
    /// <param name="say">Takes what the user should know, in sentences.</param>
    /// <exception cref="WrongUseException">A class has fewer than two sounds.</exception>
    public IReadOnlyList<SoundExample> Examples(Action<string> say)
    {
        (int Index, int Label)[][] same = [.. SameSounds.FirstOf([.. _heard.Select(sound => sound.Heard.Embedding.ToArray())])
            .Select((first, index) => (first, index, _places[_heard[index].Path].Label))
            .GroupBy(sound => sound.first, sound => (sound.index, sound.Label)).Select(group => group.ToArray())];
        var examples = new List<SoundExample>();
        int repeated = 0;
        foreach ((int Index, int Label)[] copies in same)
        {
            if (copies.Select(copy => copy.Label).Distinct().Count() > 1)
            {
                say($"The same sound in several classes, left out: {string.Join(", ", copies.Select(copy => $"'{_heard[copy.Index].Path}'"))}. Keep it in one of them.");
                continue;
            }

            (string path, Classification heard) = _heard[copies[0].Index];
            repeated += copies.Length - 1;
            examples.Add(new SoundExample(
                path, copies[0].Label, _places[path].Group, heard.Embedding.ToArray(),
                Standing == 0 ? [] : [.. heard.Probabilities.Select(known => known.Probability)], Standing == 0 ? 0 : StandingClasses.NoneOf(heard, _model.Kinds)));
        }

        if (repeated > 0)
        {
            say($"{Numbers.Count(repeated, "sound")} of the same class as another that is the same: each counts once ('drums duplicates' lists them).");
        }

        Check(examples, say);
        return examples;
    }

    /// <summary>Where the model comes from.</summary>
    /// <param name="head">What was learned.</param>
    /// <param name="weights">Its number of weights.</param>
    public ModelProvenance Describe(TaughtHead head, long weights) => TaughtProvenance.Of(_model, head, weights, _settings.CommandLine, _heard.Select(sound =>
        $"{Labels[_places[sound.Path].Label]}\t{Path.GetRelativePath(_settings.Folder, sound.Path).Replace('\\', '/')}\t{TaughtProvenance.HashOf(sound.Heard.Embedding.Span)}"));

    private void Check(List<SoundExample> examples, Action<string> say)
    {
        Dictionary<int, int> counts = examples.CountBy(example => example.Label).ToDictionary();
        foreach (int label in _places.Values.Select(place => place.Label).Distinct())
        {
            int count = counts.GetValueOrDefault(label);
            if (count < 2)
            {
                // One sound cannot be judged by another. The reasons stand first.
                foreach (string failure in _failures)
                {
                    say(failure);
                }

                throw new WrongUseException($"'{Labels[label]}' has {(count == 0 ? "no sound" : "only one sound")} to learn from; a class needs two at least, and better {EnoughSounds} or more. Add some, or put an underscore in front of the folder's name to leave it out.");
            }

            if (count < EnoughSounds)
            {
                say($"'{Labels[label]}' has {Numbers.Count(count, "sound")} only; {EnoughSounds} and more give a model that can be relied on.");
            }

            int no = _heard.Count(sound => _places[sound.Path].Label == label && sound.Heard.Reason is UncertainReason.SeveralHits or UncertainReason.TooLong);
            if (no > 0)
            {
                say(string.Create(CultureInfo.InvariantCulture, $"{no} of the sounds of '{Labels[label]}' have several hits or are long; they are learned, but 'classify' and 'sort' call such sounds uncertain, whatever their class."));
            }
        }
    }
}

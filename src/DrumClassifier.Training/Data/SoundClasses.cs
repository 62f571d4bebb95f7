using DrumClassification.Training.Files;

namespace DrumClassification.Training.Data;

/// <summary>Which classes a data set teaches.</summary>
internal static class SoundClasses
{
    /// <summary>The six if every sound is of one of them or of none; the sounds' own labels, in the order of their names, if any is not.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Sound> sounds)
    {
        string[] labels = [.. sounds.Select(sound => sound.Label).Distinct().Where(label => label != LabelNames.Other).Order(StringComparer.Ordinal)];
        return labels.All(DrumLabels.All.Contains) ? DrumLabels.All : labels;
    }

    /// <summary>Throws unless the classes are the six, which is all that a command knows.</summary>
    /// <exception cref="DataSetException">They are others.</exception>
    public static void RequireDrums(IEnumerable<Sound> sounds, string command)
    {
        if (!ReferenceEquals(Of(sounds), DrumLabels.All))
        {
            throw new DataSetException($"'drumtrain {command}' needs the classes {string.Join(", ", DrumLabels.All)}; the data has {string.Join(", ", Of(sounds))}.");
        }
    }

    /// <summary>Place of a label among the classes; −1 for what is none of them.</summary>
    public static int IndexOf(IReadOnlyList<string> classes, string label)
    {
        for (int i = 0; i < classes.Count; i++)
        {
            if (classes[i] == label)
            {
                return i;
            }
        }

        return -1;
    }
}

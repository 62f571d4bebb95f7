namespace DrumClassification.Training.Architectures;

/// <summary>The architectures that the trainer knows by name. A new one is a file beside this one and a line here.</summary>
public static class ArchitectureCatalog
{
    private static readonly (string Name, Func<int, int, int, Architecture> Create)[] Entries =
    [
        (BasicArchitecture.Name, BasicArchitecture.Create),
        (BasicArchitecture.NormalizedName, BasicArchitecture.CreateNormalized),
        (DwseArchitecture.Name, DwseArchitecture.Create),
        (FlagshipArchitecture.Name, FlagshipArchitecture.Create),
    ];

    /// <summary>All names, the simplest architecture first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Entries.Select(entry => entry.Name)];

    /// <summary>Describes an architecture for an input size and a number of classes.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="melBands">Mel bands of the input.</param>
    /// <param name="frames">Frames of the input.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <exception cref="DrumClassifierException">There is no such architecture; the message lists those there are.</exception>
    /// <exception cref="InvalidArchitectureException">The architecture cannot take an input of that size.</exception>
    public static Architecture Get(string name, int melBands, int frames, int classes = 6)
    {
        foreach ((string known, Func<int, int, int, Architecture> create) in Entries)
        {
            if (known == name)
            {
                return create(melBands, frames, classes);
            }
        }

        throw new DrumClassifierException($"There is no architecture '{name}'. Use one of: {string.Join(", ", Names)}.");
    }
}

using DrumClassification.Tooling.CommandLine;

namespace DrumClassification.Training.Architectures;

/// <summary>The architectures that the trainer knows by name. A new one is a file beside this one and a line here.</summary>
internal static class ArchitectureCatalog
{
    private static readonly (string Name, Func<int, int, int, Architecture> Create)[] Entries =
    [
        (BasicArchitecture.Name, BasicArchitecture.Create),
        (BasicArchitecture.NormalizedName, BasicArchitecture.CreateNormalized),
        (DwseArchitecture.Name, DwseArchitecture.Create),
    ];

    /// <summary>All names, the simplest architecture first. <c>flagship</c> may be followed by its channels; see <see cref="FlagshipArchitecture.FindChannels"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Entries.Select(entry => entry.Name), FlagshipArchitecture.Name];

    /// <summary>Describes an architecture for an input size and a number of classes.</summary>
    /// <param name="name">One of <see cref="Names"/>, or <c>flagship</c> with its channels.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="kinds">For each kind to be scored beside the classes the index of its class, −1 for a kind of none; null for none.</param>
    /// <exception cref="DrumClassifierException">There is no such architecture, or it has no kinds; the message lists those there are.</exception>
    /// <exception cref="InvalidArchitectureException">The architecture cannot take an input of that size.</exception>
    public static Architecture Get(string name, int melBands, int frames, int classes = 6, IReadOnlyList<int>? kinds = null)
    {
        if (FlagshipArchitecture.FindChannels(name) is { } channels)
        {
            return FlagshipArchitecture.Create(name, channels, melBands, frames, classes, kinds);
        }

        foreach ((string known, Func<int, int, int, Architecture> create) in Entries)
        {
            if (known == name)
            {
                return kinds is null ? create(melBands, frames, classes)
                    : throw new WrongUseException($"The architecture '{name}' knows classes only; set \"kinds\" to null in the recipe, or use {FlagshipArchitecture.Name}.");
            }
        }

        throw new WrongUseException(
            $"There is no architecture '{name}'. Use one of: {string.Join(", ", Names)}; or {FlagshipArchitecture.Name}-WIDTH with a width from 0.25 to 4, such as flagship-0.75, or with its four numbers of channels, such as flagship-8-16-32-56.");
    }
}

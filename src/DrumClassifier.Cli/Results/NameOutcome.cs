using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Results;

/// <summary>What a name has to do with an answer.</summary>
/// <param name="Heard">What is heard alone.</param>
/// <param name="Named">What the name says; null if it says nothing, or was not asked.</param>
/// <param name="IsContradicted">True if it says clearly one thing and another one is surely heard.</param>
internal sealed record NameOutcome(Classification Heard, NameEvidence? Named, bool IsContradicted)
{
    /// <summary>That of a file; null if there is no answer.</summary>
    public static NameOutcome? Of(FileClassification file) =>
        file.Heard is { } heard ? new NameOutcome(heard, file.Named, file.IsContradicted) : null;

    /// <summary>"snare", "snare or clap", "shaker": what it is named, in words; null if it is named nothing.</summary>
    public string? NamedWords => Named is not { } named ? null
        : named.Label == NameEvidence.Other ? named.Kind ?? Answer.Percussion
        : string.Join(" or ", named.Labels.Select(label => label == NameEvidence.Other ? Answer.Percussion : label));

    /// <summary>"named snare, and sounds like clap (95.0 %)".</summary>
    public string ContradictionWords
    {
        get
        {
            var heard = Answer.Of(Heard);
            return $"named {NamedWords}, and sounds like {(heard.Name == Answer.Percussion ? Heard.Kind!.Value.Name : heard.Name)} ({Numbers.Percent(heard.Confidence)})";
        }
    }
}

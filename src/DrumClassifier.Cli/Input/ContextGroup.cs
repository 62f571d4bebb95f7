using System.CommandLine;

namespace DrumClassification.Cli.Input;

/// <summary>What the other sounds of a folder are to an answer.</summary>
internal sealed class ContextGroup : IOptionGroup
{
    /// <summary>What is done where nothing is said.</summary>
    public const ContextUse Default = ContextUse.Off;

    private readonly Option<ContextUse> _context = SharedOptions.Named<ContextUse>(new("--context")
    {
        Description = "folder classifies the sounds of one folder together: a low tom beside a kick is no second kick. off takes every sound for itself. Needs a model with a stage for that; info says whether one has it. Default: off.",
    });

    /// <inheritdoc />
    public IEnumerable<Option> Options => [_context];

    /// <summary>What it says; null if it is not given.</summary>
    public ContextUse? Read(ParseResult parsed) => parsed.GetResult(_context) is null ? null : parsed.GetValue(_context);
}

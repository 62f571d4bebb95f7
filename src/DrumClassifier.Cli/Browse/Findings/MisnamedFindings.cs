using DrumClassification.Cli.Input;
using DrumClassification.Cli.Results;
using DrumClassification.Library.Storage;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Browse.Findings;

/// <summary>The sounds of an index that 'drums classify --names' would call misnamed, the surest first. No file is read.</summary>
internal static class MisnamedFindings
{
    /// <summary>Finds them.</summary>
    /// <param name="database">The index.</param>
    /// <param name="request">The classifier that is used, for its limits.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Ends the call with <see cref="OperationCanceledException"/>.</param>
    public static List<Finding> Find(LibraryDatabase database, ClassifierRequest request, WorkProgress progress, CancellationToken cancellationToken)
    {
        if (database.LastModel() is not { } model)
        {
            return [];
        }

        DrumClassifierOptions options = CliHost.OptionsOf(request with { Names = NameUse.Hint, NameRoots = [.. database.Folders().Select(folder => folder.Path)] });
        var names = new NamedFiles(new ModelInfo(model.Manifest, EmbeddingLength: 1, model.Source, SizeInBytes: 0), options);
        var found = new List<(float Confidence, Finding Finding)>();
        using var reader = new SoundReader(database);
        progress.Begin(reader.Count().Present);
        reader.ForEach(model.Id, model.Manifest.Labels, sound =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (NameOutcome.Of(names.Join(new FileClassification(sound.Known.Path, sound.Found, null))) is { IsContradicted: true } outcome)
            {
                found.Add((Answer.Of(outcome.Heard).Confidence, new Finding(sound.Known.Id, Printable.Of(outcome.ContradictionWords), IsSpare: false)));
            }

            progress.Advance();
        });
        return [.. found.OrderByDescending(one => one.Confidence).Select(one => one.Finding)];
    }
}

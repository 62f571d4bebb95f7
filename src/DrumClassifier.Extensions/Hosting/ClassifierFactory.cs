using Microsoft.Extensions.Logging;

namespace DrumClassification;

/// <summary>Makes the host's classifier and says in the log what runs where, and why.</summary>
internal static class ClassifierFactory
{
    public static IDrumClassifier Create(DrumClassifierServiceOptions options, ClassifierMetrics metrics, ILogger<IDrumClassifier> logger)
    {
        DrumClassifierOptions own = options.ToClassifierOptions();
        IDrumClassifier classifier = options.ModelPath is { } path ? DrumClassifier.FromFile(path, own) : DrumClassifier.Create(own);
        ModelProvenance provenance = classifier.Model.Provenance;
        ClassifierLog.Started(logger, provenance.Architecture, provenance.Parameters, classifier.Model.Source, classifier.Provider.Active);
        if (classifier.Provider is { Reason: not null } provider)
        {
            ClassifierLog.FellBack(logger, provider.Requested, provider.Active, provider.Reason);
        }

        return new InstrumentedClassifier(classifier, metrics, logger);
    }
}

using DrumClassification;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClassifyService;

/// <summary>Healthy where the network answers; says what runs where.</summary>
internal sealed class ClassifierHealthCheck(IDrumClassifier classifier) : IHealthCheck
{
    private const int SampleRate = 44100;
    private static readonly float[] Silence = new float[SampleRate / 10];

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            classifier.Classify(Silence, SampleRate);
            return Task.FromResult(HealthCheckResult.Healthy($"{classifier.Model.Provenance.Architecture} on {classifier.Provider.Active}"));
        }
        catch (DrumClassifierException exception)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(exception.Message, exception));
        }
    }
}

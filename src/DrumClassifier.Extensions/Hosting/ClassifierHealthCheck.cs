using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DrumClassification;

/// <summary>Healthy where the network answers; says what runs where, and how long the queue is.</summary>
internal sealed class ClassifierHealthCheck(IServiceProvider services) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // Asked for here, since making it is what may fail.
            IDrumClassifier classifier = services.GetRequiredService<IDrumClassifier>();
            SilentCall.Make(classifier);
            DrumClassifierQueue? queue = services.GetService<DrumClassifierQueue>();
            Dictionary<string, object> data = new()
            {
                ["provider"] = classifier.Provider.Active.ToString(),
                ["queueLength"] = queue?.Length ?? 0,
                ["queueWaiting"] = queue?.Waiting ?? 0,
            };
            return Task.FromResult(HealthCheckResult.Healthy($"{classifier.Model.Provenance.Architecture} on {classifier.Provider.Active}", data));
        }
        catch (Exception exception) when (exception is DrumClassifierException or ObjectDisposedException)
        {
            return Task.FromResult(new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception));
        }
    }
}

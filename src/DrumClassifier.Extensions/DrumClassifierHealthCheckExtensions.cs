using DrumClassification;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts the drum classifier into a host's health checks.</summary>
public static class DrumClassifierHealthCheckExtensions
{
    /// <summary>Adds a health check: healthy where the network answers, with the provider and the queue's length as data.</summary>
    /// <param name="builder">The host's health checks, from <c>services.AddHealthChecks()</c>.</param>
    /// <param name="name">The check's name. Default "drumclassifier".</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddDrumClassifier(this IHealthChecksBuilder builder, string name = "drumclassifier")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new(name, services => new ClassifierHealthCheck(services), failureStatus: null, tags: null));
    }
}

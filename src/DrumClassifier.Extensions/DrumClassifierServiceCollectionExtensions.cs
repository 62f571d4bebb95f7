using System.Diagnostics.Metrics;
using DrumClassification;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts the drum classifier into a host.</summary>
public static class DrumClassifierServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IDrumClassifier"/> and <see cref="DrumClassifierQueue"/> as singletons, with logging, metrics and traces. Options are checked,
    /// and the model is loaded, when the host starts. Calling it again adds settings and registers nothing twice.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddDrumClassifier(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<DrumClassifierServiceOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DrumClassifierServiceOptions>, ServiceOptionsValidator>());
        services.TryAddSingleton(provider => new ClassifierMetrics(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton(provider => ClassifierFactory.Create(
            provider.GetRequiredService<IOptions<DrumClassifierServiceOptions>>().Value,
            provider.GetRequiredService<ClassifierMetrics>(),
            Logger<IDrumClassifier>(provider)));
        services.TryAddSingleton(provider => new DrumClassifierQueue(
            provider.GetRequiredService<IDrumClassifier>(),
            provider.GetRequiredService<ClassifierMetrics>(),
            provider.GetRequiredService<IOptions<DrumClassifierServiceOptions>>(),
            Logger<DrumClassifierQueue>(provider)));
        services.AddHostedService<ClassifierStart>();
        return services;
    }

    /// <summary>Registers the classifier as <see cref="AddDrumClassifier(IServiceCollection)"/> does, with options that are set in code.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets options; after those of a configuration where that was added before.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddDrumClassifier(this IServiceCollection services, Action<DrumClassifierServiceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddDrumClassifier().Configure(configure);
    }

    /// <summary>
    /// Registers the classifier as <see cref="AddDrumClassifier(IServiceCollection)"/> does, with options from
    /// a section of the configuration, such as <c>builder.Configuration.GetSection("DrumClassifier")</c>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section, with the names of <see cref="DrumClassifierServiceOptions"/>.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddDrumClassifier(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        services.AddDrumClassifier();
        services.AddOptions<DrumClassifierServiceOptions>().Bind(section);
        return services;
    }

    /// <summary>A container without a host need not have logging.</summary>
    private static ILogger<T> Logger<T>(IServiceProvider services) => services.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;
}

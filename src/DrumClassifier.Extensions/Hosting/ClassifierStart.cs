using Microsoft.Extensions.Hosting;

namespace DrumClassification;

/// <summary>Makes the classifier when the host starts: a wrong model or provider ends the start, and the first request does not wait for the model.</summary>
internal sealed class ClassifierStart(IDrumClassifier classifier) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        SilentCall.Make(classifier);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.Extensions.Hosting;

namespace DrumClassification;

/// <summary>Makes the classifier when the host starts: a wrong model or provider ends the start, and the first request does not wait for the model.</summary>
internal sealed class ClassifierStart(IDrumClassifier classifier) : IHostedService
{
    private const int SampleRate = 44100;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        IDrumClassifier own = classifier is InstrumentedClassifier instrumented ? instrumented.Inner : classifier;
        own.Classify(new float[SampleRate / 10], SampleRate);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

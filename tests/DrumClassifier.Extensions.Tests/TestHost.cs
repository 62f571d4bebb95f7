using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DrumClassification.Tests;

/// <summary>A host with the classifier of a small model, whose log is kept.</summary>
internal sealed class TestHost : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TestHost(Action<DrumClassifierServiceOptions>? configure = null, Action<HostApplicationBuilder>? more = null)
    {
        File.WriteAllBytes(_folder["model.onnx"], new TestModel().ToBytes());
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(new KeptLog(Log)).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddDrumClassifier(options =>
        {
            options.ModelPath = _folder["model.onnx"];
            configure?.Invoke(options);
        });
        more?.Invoke(builder);
        App = builder.Build();
    }

    public ConcurrentQueue<(LogLevel Level, string Line)> Log { get; } = [];

    public IHost App { get; }

    public IDrumClassifier Classifier => App.Services.GetRequiredService<IDrumClassifier>();

    public DrumClassifierQueue Queue => App.Services.GetRequiredService<DrumClassifierQueue>();

    public static byte[] Wav(int index) => WavWriter.ToBytes(Tones.Decaying(60 * (1 + (index % 20)), 22050, 0.1), 22050);

    public void Dispose()
    {
        App.Dispose();
        _folder.Dispose();
    }

    private sealed class KeptLog(ConcurrentQueue<(LogLevel Level, string Line)> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((logLevel, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}

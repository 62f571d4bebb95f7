using DrumClassification.Modelling.Onnx;
using DrumClassification.Modelling.Waveform;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace DrumClassification.Tests.Export.Waveform;

/// <summary>The waveform model of the embedded model, run as any program would: by ONNX Runtime alone.</summary>
public sealed class WaveformSession : IDisposable
{
    private readonly Lazy<InferenceSession> _session = new(() =>
    {
        // One thread, as the library's own session has.
        using SessionOptions options = new() { IntraOpNumThreads = 1 };
        return new InferenceSession(Bytes.Value, options);
    });

    /// <summary>The library, with the same model.</summary>
    internal static IDrumClassifier Library { get; } = DrumClassifier.Create();

    /// <summary>The file.</summary>
    internal static Lazy<byte[]> Bytes { get; } = new(() => WaveformModel.Create(OnnxModelFile.ReadBytes(null), Library.Model.Manifest).ToByteArray());

    internal static int SampleRate => Library.Model.FrontEnd.SampleRate!.Value;

    internal InferenceSession Session => _session.Value;

    public void Dispose()
    {
        if (_session.IsValueCreated)
        {
            _session.Value.Dispose();
        }
    }

    /// <summary>Classifies sounds in one run; shorter ones are padded.</summary>
    /// <param name="sounds">Samples at the model's rate.</param>
    /// <param name="padding">What pads.</param>
    internal WaveformAnswer[] Run(IReadOnlyList<float[]> sounds, float padding = float.NaN)
    {
        int length = sounds.Max(sound => sound.Length);
        float[] rows = new float[sounds.Count * length];
        Array.Fill(rows, padding);
        foreach ((int index, float[] sound) in sounds.Index())
        {
            sound.CopyTo(rows, index * length);
        }

        using OrtValue input = OrtValue.CreateTensorValueFromMemory(rows, [sounds.Count, length]);
        using var options = new RunOptions();
        string[] names = ["probabilities", "label", "reason", "kind_probabilities", "kind"];
        using IDisposableReadOnlyCollection<OrtValue> outputs = Session.Run(options, ["waveform"], [input], names);
        ModelInfo model = Library.Model;
        return [.. Enumerable.Range(0, sounds.Count).Select(i => new WaveformAnswer(
            outputs[0].GetTensorDataAsSpan<float>().Slice(i * model.Labels.Count, model.Labels.Count).ToArray(),
            model.Labels[(int)outputs[1].GetTensorDataAsSpan<long>()[i]],
            (UncertainReason)outputs[2].GetTensorDataAsSpan<long>()[i],
            outputs[3].GetTensorDataAsSpan<float>().Slice(i * model.Kinds.Count, model.Kinds.Count).ToArray(),
            (int)outputs[4].GetTensorDataAsSpan<long>()[i] is >= 0 and int kind ? model.Kinds[kind].Name : null))];
    }

    /// <summary>Classifies sounds one by one, or so many at a time.</summary>
    internal WaveformAnswer[] RunAll(IReadOnlyList<float[]> sounds, int batch) => [.. sounds.Chunk(batch).SelectMany(part => Run(part))];
}

/// <summary>What the model says of a sound.</summary>
internal sealed record WaveformAnswer(float[] Probabilities, string Label, UncertainReason Reason, float[] KindProbabilities, string? Kind)
{
    /// <summary>The largest difference of a class's probability from the library's.</summary>
    public float DistanceTo(Classification library) => Probabilities.Zip(library.Probabilities, (mine, its) => Math.Abs(mine - its.Probability)).Max();
}

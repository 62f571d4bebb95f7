using System.Text.Json;
using DrumClassification.Tests.Fitting;
using DrumClassification.Training.Architectures;
using DrumClassification.Training.Architectures.Layers;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Export;
using DrumClassification.Training.Robustness;

namespace DrumClassification.Tests.Commands;

public sealed class RobustnessCommandTests : IDisposable
{
    /// <summary>0 dB is the same for every sound, so that a sound's level is in its spectrogram.</summary>
    private static readonly FrontEndSettings FrontEnd = new()
    {
        SampleRate = 8000,
        FftSize = 256,
        WindowLength = 256,
        HopLength = 128,
        MelBands = 32,
        Frames = 20,
        DecibelReference = DecibelReference.One,
        PaddingDecibels = -80,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Figures_are_those_of_the_library_on_the_altered_sounds()
    {
        TinyDataSet.WriteWithManifest(_folder["sounds"]);
        File.WriteAllText(_folder["sounds/hat/aaa.wav"], "no sound");
        string model = WriteModel("level-blind.onnx", FrontEnd with { NormalizePeak = true });
        string other = WriteModel("level-sighted.onnx", FrontEnd);

        (int code, string output, string error) = await DrumTrain.RunAsync(
            "robustness", model, other, "--data", _folder["sounds"], "--subset", "train", "--json", _folder["r.json"]);

        Assert.True(code == 0, error);
        Assert.Contains("low-pass at 11 kHz", output, StringComparison.Ordinal);
        Assert.Contains("hat/aaa.wav", error, StringComparison.Ordinal);
        ModelsReport<RobustnessResult> report = DrumTrain.ReadJson<ModelsReport<RobustnessResult>>(_folder["r.json"]);
        Assert.Equal(["level-blind", "level-sighted"], report.Models.Select(m => m.Model));
        Assert.Equal("hat/aaa.wav", Assert.Single(report.Skipped!).Name);
        Sound[] sounds = [.. DataSetReader.Read(_folder["sounds"]).Where(s => s.GroupSplit == DataSplit.Train && s.Name != "hat/aaa.wav")];
        foreach ((string path, RobustnessResult result) in ((string[])[model, other]).Zip(report.Models))
        {
            using IDrumClassifier classifier = DrumClassifier.FromFile(path);
            string[] plain = [.. sounds.Select(sound => classifier.Classify(sound.Path).Label)];
            Assert.Equal(sounds.Length, result.Count);
            Assert.Equal(Share(plain), result.Accuracy, 9);
            string[] quiet = [.. sounds.Select(sound => Quiet(classifier, sound))];
            PerturbationResult gain = result.Perturbations.Single(c => c.Perturbation == "gain −20 dB");
            Assert.Equal((sounds.Length, plain.Zip(quiet).Count(pair => pair.First != pair.Second)), (gain.Perturbed, gain.PredictionsChanged));
            Assert.Equal(Share(quiet), gain.Accuracy, 9);
            Assert.Equal(100 * (Share(quiet) - Share(plain)), gain.ChangeInPoints, 9);

            // The sounds have 16 kHz: nothing is above 11 kHz, and 22.05 kHz is no lower rate.
            Assert.All(result.Perturbations.Where(c => c.Perturbation is "low-pass at 11 kHz" or "resampled to 22.05 kHz"), c => Assert.Equal((0, 0), (c.Perturbed, c.PredictionsChanged)));
        }

        // One of the two ignores the level, the other hears nothing else.
        Assert.Equal(0, report.Models[0].Perturbations.Single(c => c.Perturbation == "gain −20 dB").PredictionsChanged);
        Assert.NotEqual(0, report.Models[1].Perturbations.Single(c => c.Perturbation == "gain −20 dB").PredictionsChanged);

        double Share(string[] answers) => answers.Zip(sounds).Count(pair => pair.First == pair.Second.Label) / (double)sounds.Length;
    }

    private static string Quiet(IDrumClassifier classifier, Sound sound)
    {
        AudioClip clip = AudioDecoder.DecodeFile(sound.Path);
        return classifier.Classify([.. clip.Samples.ToArray().Select(x => x * 0.1f)], clip.SampleRate).Label;
    }

    /// <summary>A network that calls sounds kicks whose mean level is above that of the first kick and hat together, and the others hats.</summary>
    private string WriteModel(string name, FrontEndSettings frontEnd)
    {
        float threshold = (MeanLevel(TinyDataSet.Kick(1), frontEnd) + MeanLevel(TinyDataSet.Hat(1), frontEnd)) / 2;
        Architecture architecture = new("loudness", frontEnd.MelBands, frontEnd.Frames, 6, [new GlobalAveragePool(), new Linear(1, 6)]);
        using Network network = new(architecture);
        using (TorchSharp.torch.no_grad())
        {
            TorchSharp.Modules.Linear last = network.modules().OfType<TorchSharp.Modules.Linear>().Single();
            last.weight!.copy_(TorchSharp.torch.tensor(new float[] { 1, -1, 0, 0, 0, 0 }).reshape(6, 1));
            last.bias!.copy_(TorchSharp.torch.tensor(new float[] { -threshold, threshold, -999, -999, -999, -999 }));
        }

        network.eval();
        ModelManifest manifest = TestNetworks.ManifestFor(architecture) with { Labels = DrumLabels.All, FrontEnd = frontEnd };
        OnnxExporter.Export(network, manifest, _folder[name]);
        return _folder[name];
    }

    private static float MeanLevel(float[] samples, FrontEndSettings settings)
    {
        LogMelFrontEnd frontEnd = new(settings);
        float[] output = new float[frontEnd.OutputLength];
        frontEnd.Compute(samples, TinyDataSet.SampleRate, output);
        return output.Average();
    }
}

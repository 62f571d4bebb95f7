using DrumClassification.Training.Architectures;
using DrumClassification.Training.Export;
using DrumClassification.Training.Kinds;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;

namespace DrumClassification.Tests.Export;

public sealed class OnnxParityTests
{
    private const double Tolerance = 1e-4;
    private const string WithKinds = "flagship-0.5 with kinds";

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string name in ArchitectureCatalog.Names.Concat(["flagship-0.75", WithKinds, TestNetworks.EveryLayer.Name]))
            {
                cases.Add(name, 1);
                cases.Add(name, 7);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TorchSharp_and_ONNX_Runtime_agree(string name, int batch)
    {
        Architecture architecture = name == TestNetworks.EveryLayer.Name ? TestNetworks.EveryLayer
            : name == WithKinds ? ArchitectureCatalog.Get("flagship-0.5", 128, 128, kinds: KindCatalog.Get(KindCatalog.DefaultName).ClassOf)
            : ArchitectureCatalog.Get(name, 128, 128);
        using var folder = new TemporaryFolder();
        using Network network = TestNetworks.Create(architecture);
        OnnxExporter.Export(network, TestNetworks.ManifestFor(architecture), folder["model.onnx"]);
        using torch.Tensor input = TestNetworks.RandomInput(architecture, batch);

        (float[] logits, float[] embedding, float[] kinds) = RunTorch(network, input);
        using var session = new InferenceSession(folder["model.onnx"]);
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(input.data<float>().ToArray(), input.shape);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(
            options,
            [ModelManifest.InputName],
            [value],
            [ModelManifest.LogitsName, ModelManifest.EmbeddingName, .. architecture.Kinds > 0 ? (string[])[ModelManifest.KindsName] : []]);

        Assert.Equal([batch, architecture.Classes], outputs[0].GetTensorTypeAndShape().Shape);
        Assert.Equal([batch, architecture.EmbeddingLength], outputs[1].GetTensorTypeAndShape().Shape);
        AssertClose(logits, outputs[0].GetTensorDataAsSpan<float>().ToArray());
        AssertClose(embedding, outputs[1].GetTensorDataAsSpan<float>().ToArray());
        Assert.Equal(batch * architecture.Kinds, kinds.Length);
        if (architecture.Kinds > 0)
        {
            Assert.Equal([batch, architecture.Kinds], outputs[2].GetTensorTypeAndShape().Shape);
            AssertClose(kinds, outputs[2].GetTensorDataAsSpan<float>().ToArray());
        }
    }

    private static (float[] Logits, float[] Embedding, float[] Kinds) RunTorch(Network network, torch.Tensor input)
    {
        network.eval();
        using (torch.no_grad())
        using (torch.NewDisposeScope())
        {
            (torch.Tensor logits, torch.Tensor embedding) = network.ForwardWithEmbedding(input);
            (torch.Tensor beside, torch.Tensor? kinds) = network.ForwardWithKinds(input);
            float[] plain = network.call(input).data<float>().ToArray();
            Assert.Equal(plain, logits.data<float>().ToArray());
            Assert.Equal(plain, beside.data<float>().ToArray());
            return (plain, embedding.data<float>().ToArray(), kinds?.data<float>().ToArray() ?? []);
        }
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        // Were all values alike or tiny, agreement would show nothing.
        Assert.True(expected.Max() - expected.Min() > 0.02, $"the network says nearly the same about everything: {expected.Min()} … {expected.Max()}");
        Assert.Equal(expected.Length, actual.Length);
        double worst = expected.Zip(actual, (a, b) => Math.Abs((double)a - b)).Max();
        Assert.True(worst <= Tolerance, $"the largest difference is {worst}");
    }
}

using DrumClassification.Modelling.Onnx;
using DrumClassification.Modelling.Onnx.Format;
using DrumClassification.Training.Architectures;
using DrumClassification.Training.Export;
using DrumClassification.Training.Kinds;
using DrumClassification.Training.Onnx;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;

namespace DrumClassification.Tests.Export;

public sealed class OnnxExporterTests
{
    private static readonly Architecture Dwse = ArchitectureCatalog.Get("dwse", 32, 48);

    [Fact]
    public void The_file_carries_its_manifest_and_names_and_any_batch_size()
    {
        using var folder = new TemporaryFolder();
        using Network network = TestNetworks.Create(Dwse);
        ModelManifest manifest = TestNetworks.ManifestFor(Dwse);
        OnnxExporter.Export(network, manifest, folder["new/model.onnx"]);

        using var session = new InferenceSession(folder["new/model.onnx"]);

        string json = session.ModelMetadata.CustomMetadataMap[ModelManifest.MetadataKey];
        Assert.Equal(manifest.ToJson(), ModelManifest.FromJson(json).ToJson());
        Assert.Equal("drumtrain", session.ModelMetadata.ProducerName);
        Assert.Equal(["logmel"], session.InputMetadata.Keys);
        Assert.Equal([-1, 1, 32, 48], session.InputMetadata["logmel"].Dimensions);
        Assert.Equal([-1, 6], session.OutputMetadata["logits"].Dimensions);
        Assert.Equal([-1, 128], session.OutputMetadata["embedding"].Dimensions);
    }

    [Fact]
    public void The_format_versions_are_the_promised_ones()
    {
        using Network network = TestNetworks.Create(Dwse);

        ModelProto model = OnnxExporter.CreateModel(network, TestNetworks.ManifestFor(Dwse));

        Assert.Equal(8, model.IrVersion);
        Assert.Equal(("", 17), (model.OpsetImport.Single().Domain, model.OpsetImport.Single().Version));
    }

    [Fact]
    public void The_same_weights_and_manifest_give_the_same_bytes_in_either_mode()
    {
        using var folder = new TemporaryFolder();
        using Network network = TestNetworks.Create(Dwse);
        using Network other = TestNetworks.Create(Dwse, seed: 21);
        network.train();
        OnnxExporter.Export(network, TestNetworks.ManifestFor(Dwse), folder["a.onnx"]);
        Assert.True(network.training);
        network.eval();
        OnnxExporter.Export(network, TestNetworks.ManifestFor(Dwse), folder["b.onnx"]);
        OnnxExporter.Export(other, TestNetworks.ManifestFor(Dwse), folder["c.onnx"]);

        Assert.Equal(File.ReadAllBytes(folder["a.onnx"]), File.ReadAllBytes(folder["b.onnx"]));
        Assert.NotEqual(File.ReadAllBytes(folder["a.onnx"]), File.ReadAllBytes(folder["c.onnx"]));
    }

    [Fact]
    public void A_batch_normalisation_is_folded_only_where_it_directly_follows_a_convolution()
    {
        using Network dwse = TestNetworks.Create(Dwse);
        using Network every = TestNetworks.Create(TestNetworks.EveryLayer);

        // Of the made-up network's five, the one at the start and the one after a ReLU stay.
        Assert.Equal(0, Count(dwse));
        Assert.Equal(2, Count(every));

        static int Count(Network network) =>
            OnnxExporter.CreateModel(network, TestNetworks.ManifestFor(network.Architecture)).Graph.Node.Count(node => node.OpType == "BatchNormalization");
    }

    [Fact]
    public void Folding_gives_what_the_two_modules_give_one_after_the_other()
    {
        torch.manual_seed(3);
        using TorchSharp.Modules.Conv2d conv = torch.nn.Conv2d(4, 6, (3, 2), groups: 2, bias: false);
        using TorchSharp.Modules.BatchNorm2d norm = torch.nn.BatchNorm2d(6);
        using var _ = torch.no_grad();
        norm.weight!.uniform_(-2, 2);
        norm.bias!.uniform_(-2, 2);
        norm.running_mean!.uniform_(-2, 2);
        norm.running_var!.uniform_(0.01, 4);
        conv.eval();
        norm.eval();
        using torch.Tensor input = torch.randn(2, 4, 9, 9);

        (OnnxTensor weight, OnnxTensor bias) = BatchNormFolding.Fold(conv, norm);

        using torch.Tensor expected = norm.call(conv.call(input));
        using torch.Tensor folded = torch.nn.functional.conv2d(
            input, torch.tensor(weight.Values, weight.Dimensions), torch.tensor(bias.Values), groups: 2);
        Assert.True((expected - folded).abs().max().item<float>() < 1e-5);
        Assert.True(expected.std().item<float>() > 0.1);
    }

    [Fact]
    public void Kinds_that_are_not_the_networks_are_refused()
    {
        using var folder = new TemporaryFolder();
        KindCatalog kinds = KindCatalog.Get(KindCatalog.DefaultName);
        Architecture architecture = ArchitectureCatalog.Get("flagship-0.25", 32, 48, kinds: kinds.ClassOf);
        using Network network = TestNetworks.Create(architecture);
        ModelManifest good = TestNetworks.ManifestFor(architecture) with { Labels = DrumLabels.All, Kinds = kinds.Kinds };

        OnnxExporter.Export(network, good, folder["good.onnx"]);

        ModelKind[] swapped = [.. kinds.Kinds];
        (swapped[0], swapped[1]) = (swapped[1], swapped[0]);
        AssertRefused(good with { Kinds = [] }, "kinds is 0 in the manifest");
        AssertRefused(good with { Kinds = swapped }, $"the class of the kind '{swapped[0].Name}' is {swapped[0].Label} in the manifest, {kinds.Kinds[0].Label} in the network");

        void AssertRefused(ModelManifest manifest, string reason)
        {
            var error = Assert.Throws<InvalidModelException>(() => OnnxExporter.Export(network, manifest, folder["bad.onnx"]));
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(folder["bad.onnx"]));
        }
    }

    [Fact]
    public void A_manifest_of_another_network_is_refused_and_nothing_is_written()
    {
        using Network network = TestNetworks.Create(Dwse);
        ModelManifest good = TestNetworks.ManifestFor(Dwse);

        AssertRefused(good with { Labels = ["kick", "snare"] }, "labels is 2 in the manifest, 6 in the network");
        AssertRefused(good with { FrontEnd = good.FrontEnd with { MelBands = 64 } }, "mel bands is 64 in the manifest, 32 in the network");
        AssertRefused(good with { FrontEnd = good.FrontEnd with { Frames = 128 } }, "frames is 128 in the manifest, 48 in the network");
        AssertRefused(good with { Provenance = good.Provenance with { Parameters = 7 } }, "parameters is 7");
        AssertRefused(good with { Provenance = good.Provenance with { Architecture = "basic" } }, "architecture is basic");
        AssertRefused(good with { Calibration = new ModelCalibration { Temperature = 0 } }, "temperature");

        void AssertRefused(ModelManifest manifest, string reason)
        {
            using var folder = new TemporaryFolder();
            var error = Assert.Throws<InvalidModelException>(() => OnnxExporter.Export(network, manifest, folder["model.onnx"]));
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(folder.Path));
        }
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        using Network network = TestNetworks.Create(Dwse);
        Directory.CreateDirectory(folder["model.onnx/inside"]);

        var error = Assert.Throws<DrumClassifierException>(
            () => OnnxExporter.Export(network, TestNetworks.ManifestFor(Dwse), folder["model.onnx"]));

        Assert.Contains(folder["model.onnx"], error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}

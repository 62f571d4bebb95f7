using DrumClassification.Training.Architectures;
using DrumClassification.Training.Architectures.Layers;

namespace DrumClassification.Tests.Architectures;

public sealed class ArchitectureTests
{
    [Fact]
    public void Layers_that_do_not_fit_are_refused_with_the_path_of_the_layer_and_both_shapes()
    {
        string message = MessageFor(new Conv2d(1, 4, 3), new Block("inner", [new ReLU(), new BatchNorm2d(8)]), new GlobalAveragePool(), new Linear(4, 6));

        Assert.Contains("Layer 1_inner.1_bn", message, StringComparison.Ordinal);
        Assert.Contains("BatchNorm2d 8 needs 8 channels, but its input is 4 × 30 × 38", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_layer_on_planes_says_what_to_put_before_it() =>
        Assert.Contains("put Flatten or a global pooling before it", MessageFor(new Linear(32, 6)), StringComparison.Ordinal);

    [Fact]
    public void A_residual_whose_sides_differ_names_both() =>
        Assert.Contains(
            "ends with 4 × 16 × 20, its shortcut with 1 × 32 × 40",
            MessageFor(new Residual([new Conv2d(1, 4, 3) { Padding = 1, Stride = 2 }]), new GlobalAveragePool(), new Linear(4, 6)),
            StringComparison.Ordinal);

    [Fact]
    public void A_window_larger_than_its_input_is_refused() =>
        Assert.Contains("larger than its padded input", MessageFor(new MaxPool2d(64), new Flatten(), new Linear(1, 6)), StringComparison.Ordinal);

    [Fact]
    public void Groups_must_divide_the_channels() =>
        Assert.Contains("must divide both channel counts", MessageFor(new Conv2d(1, 4, 3) { Groups = 2 }), StringComparison.Ordinal);

    [Fact]
    public void The_last_layer_must_give_one_score_a_class() =>
        Assert.Contains("must be a classifier head (Linear, AbstainingLinear or KindLinear) with 6 outputs", MessageFor(new Flatten(), new Linear(32 * 40, 5)), StringComparison.Ordinal);

    [Fact]
    public void Inferred_shapes_and_parameters_are_those_of_the_real_modules()
    {
        Architecture architecture = TestNetworks.EveryLayer;
        using Network network = TestNetworks.Create(architecture);
        network.eval();
        using TorchSharp.torch.Tensor input = TestNetworks.RandomInput(architecture, 2);

        (TorchSharp.torch.Tensor logits, TorchSharp.torch.Tensor embedding) = network.ForwardWithEmbedding(input);

        Assert.Equal([2, architecture.Classes], logits.shape);
        Assert.Equal([2, architecture.EmbeddingLength], embedding.shape);
        Assert.Equal(architecture.ParameterCount, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(architecture.MultiplyAdds, architecture.Summary.Where(row => !row.IsComposite).Sum(row => row.MultiplyAdds));
    }

    [Fact]
    public void Parameter_names_tell_where_a_layer_stands()
    {
        using var network = new Network(ArchitectureCatalog.Get("dwse", 32, 32));

        Assert.Contains("layers.0_stem.0_conv.weight", network.state_dict().Keys);
        Assert.Contains("layers.4_block4.5_se.fc2.bias", network.state_dict().Keys);
        Assert.Contains("layers.1_block1.2_bn.running_var", network.state_dict().Keys);
    }

    [Fact]
    public void The_same_seed_gives_the_same_network_and_a_step_of_training_changes_it()
    {
        Architecture architecture = ArchitectureCatalog.Get("dwse", 32, 32);
        using Network first = Create(1);
        using Network same = Create(1);
        using Network other = Create(2);
        float[] before = Weights(first);

        Assert.Equal(before, Weights(same));
        Assert.NotEqual(before, Weights(other));

        using var optimizer = TorchSharp.torch.optim.Adam(first.parameters());
        using TorchSharp.torch.Tensor input = TestNetworks.RandomInput(architecture, 4);
        using TorchSharp.torch.Tensor target = TorchSharp.torch.tensor(new long[] { 0, 1, 2, 3 });
        TorchSharp.torch.nn.functional.cross_entropy(first.call(input), target).backward();
        optimizer.step();
        Assert.NotEqual(before, Weights(first));

        Network Create(long seed)
        {
            TorchSharp.torch.manual_seed(seed);
            return new Network(architecture);
        }

        static float[] Weights(Network network) => [.. network.parameters().SelectMany(p => p.detach().cpu().data<float>().ToArray())];
    }

    [Fact]
    public void Running_a_network_leaves_no_tensors_behind()
    {
        Architecture architecture = TestNetworks.EveryLayer;
        using Network network = TestNetworks.Create(architecture);
        using TorchSharp.torch.Tensor input = TestNetworks.RandomInput(architecture, 2);

        using TorchSharp.DisposeScope scope = TorchSharp.torch.NewDisposeScope();
        using TorchSharp.torch.Tensor output = network.call(input);

        // The result is the only thing that the caller's scope got.
        Assert.Equal(1, scope.DisposablesCount);
    }

    private static string MessageFor(params Layer[] layers) =>
        Assert.Throws<InvalidArchitectureException>(() => new Architecture("made-up", 32, 40, 6, layers)).Message;
}

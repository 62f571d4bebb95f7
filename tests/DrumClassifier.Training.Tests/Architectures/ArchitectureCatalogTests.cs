using DrumClassification.Tooling.CommandLine;
using DrumClassification.Training.Architectures;

namespace DrumClassification.Tests.Architectures;

public sealed class ArchitectureCatalogTests
{
    [Theory]
    [InlineData("basic", 16_873_478)]
    [InlineData("basic-bn", 16_873_926)]
    [InlineData("dwse", 294_084)]
    public void The_parameter_totals_are_the_reference_projects(string name, long expected)
    {
        Architecture architecture = ArchitectureCatalog.Get(name, 128, 128);
        using var network = new Network(architecture);

        Assert.Equal(expected, architecture.ParameterCount);
        Assert.Equal(expected, architecture.Summary.Where(row => !row.IsComposite).Sum(row => row.Parameters));
        Assert.Equal(expected, network.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void The_layers_of_basic_are_the_reference_projects() => AssertLayers(
        "basic",
        "Conv2d 1→32, 3×3, padding 1×1 | 32 × 128 × 128 | 320 | 4718592",
        "ReLU | 32 × 128 × 128 | 0 | 0",
        "MaxPool2d 2×2 | 32 × 64 × 64 | 0 | 0",
        "Conv2d 32→64, 3×3, padding 1×1 | 64 × 64 × 64 | 18496 | 75497472",
        "ReLU | 64 × 64 × 64 | 0 | 0",
        "MaxPool2d 2×2 | 64 × 32 × 32 | 0 | 0",
        "Conv2d 64→128, 3×3, padding 1×1 | 128 × 32 × 32 | 73856 | 75497472",
        "ReLU | 128 × 32 × 32 | 0 | 0",
        "MaxPool2d 2×2 | 128 × 16 × 16 | 0 | 0",
        "Flatten | 32768 | 0 | 0",
        "Linear 32768→512 | 512 | 16777728 | 16777216",
        "ReLU | 512 | 0 | 0",
        "Linear 512→6 | 6 | 3078 | 3072");

    [Fact]
    public void The_layers_of_basic_bn_are_the_reference_projects() => AssertLayers(
        "basic-bn",
        "Conv2d 1→32, 3×3, padding 1×1 | 32 × 128 × 128 | 320 | 4718592",
        "BatchNorm2d 32 | 32 × 128 × 128 | 64 | 0",
        "ReLU | 32 × 128 × 128 | 0 | 0",
        "MaxPool2d 2×2 | 32 × 64 × 64 | 0 | 0",
        "Conv2d 32→64, 3×3, padding 1×1 | 64 × 64 × 64 | 18496 | 75497472",
        "BatchNorm2d 64 | 64 × 64 × 64 | 128 | 0",
        "ReLU | 64 × 64 × 64 | 0 | 0",
        "MaxPool2d 2×2 | 64 × 32 × 32 | 0 | 0",
        "Conv2d 64→128, 3×3, padding 1×1 | 128 × 32 × 32 | 73856 | 75497472",
        "BatchNorm2d 128 | 128 × 32 × 32 | 256 | 0",
        "ReLU | 128 × 32 × 32 | 0 | 0",
        "MaxPool2d 2×2 | 128 × 16 × 16 | 0 | 0",
        "Flatten | 32768 | 0 | 0",
        "Linear 32768→512 | 512 | 16777728 | 16777216",
        "ReLU | 512 | 0 | 0",
        "Dropout 0.5 | 512 | 0 | 0",
        "Linear 512→6 | 6 | 3078 | 3072");

    [Fact]
    public void The_layers_of_dwse_are_the_reference_projects() => AssertLayers(
        "dwse",
        "Conv2d 1→32, 5×5, padding 2×2 | 32 × 128 × 128 | 832 | 13107200",
        "BatchNorm2d 32 | 32 × 128 × 128 | 64 | 0",
        "ReLU | 32 × 128 × 128 | 0 | 0",
        "SqueezeExcite 32→2→32 | 32 × 128 × 128 | 162 | 524416",
        "Conv2d 32→32, 3×3, padding 1×1, groups 16 | 32 × 128 × 128 | 608 | 9437184",
        "Conv2d 32→64, 1×1 | 64 × 128 × 128 | 2112 | 33554432",
        "BatchNorm2d 64 | 64 × 128 × 128 | 128 | 0",
        "ReLU | 64 × 128 × 128 | 0 | 0",
        "MaxPool2d 2×2 | 64 × 64 × 64 | 0 | 0",
        "SqueezeExcite 64→4→64 | 64 × 64 × 64 | 580 | 262656",
        "Conv2d 64→64, 3×3, padding 1×1, groups 64 | 64 × 64 × 64 | 640 | 2359296",
        "Conv2d 64→128, 1×1 | 128 × 64 × 64 | 8320 | 33554432",
        "BatchNorm2d 128 | 128 × 64 × 64 | 256 | 0",
        "ReLU | 128 × 64 × 64 | 0 | 0",
        "MaxPool2d 2×2 | 128 × 32 × 32 | 0 | 0",
        "SqueezeExcite 128→8→128 | 128 × 32 × 32 | 2184 | 133120",
        "Conv2d 128→128, 3×3, padding 1×1, groups 128 | 128 × 32 × 32 | 1280 | 1179648",
        "Conv2d 128→256, 1×1 | 256 × 32 × 32 | 33024 | 33554432",
        "BatchNorm2d 256 | 256 × 32 × 32 | 512 | 0",
        "ReLU | 256 × 32 × 32 | 0 | 0",
        "SqueezeExcite 256→16→256 | 256 × 32 × 32 | 8464 | 270336",
        "Conv2d 256→256, 3×3, padding 1×1, groups 256 | 256 × 32 × 32 | 2560 | 2359296",
        "Conv2d 256→512, 1×1 | 512 × 32 × 32 | 131584 | 134217728",
        "BatchNorm2d 512 | 512 × 32 × 32 | 1024 | 0",
        "ReLU | 512 × 32 × 32 | 0 | 0",
        "MaxPool2d 2×2 | 512 × 16 × 16 | 0 | 0",
        "SqueezeExcite 512→32→512 | 512 × 16 × 16 | 33312 | 163840",
        "GlobalAveragePool | 512 | 0 | 0",
        "Dropout 0.3 | 512 | 0 | 0",
        "Linear 512→128 | 128 | 65664 | 65536",
        "ReLU | 128 | 0 | 0",
        "Linear 128→6 | 6 | 774 | 768");

    [Fact]
    public void Dwse_takes_other_sizes_and_class_counts()
    {
        Architecture architecture = ArchitectureCatalog.Get("dwse", 40, 61, classes: 3);

        Assert.Equal(TensorShape.Vector(3), architecture.Summary[^1].Output);
        Assert.Equal(294_084 - (3 * 129), architecture.ParameterCount);
        Assert.Equal(128, architecture.EmbeddingLength);
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("basic-bn")]
    public void Basic_refuses_other_sizes_and_names_layer_and_sizes(string name)
    {
        var error = Assert.Throws<InvalidArchitectureException>(() => ArchitectureCatalog.Get(name, 64, 128));

        Assert.Contains($"'{name}' with an input of 64 mel bands × 128 frames", error.Message, StringComparison.Ordinal);
        Assert.Contains("Linear 32768→512 needs 32768 values, but its input has 16384", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var error = Assert.Throws<WrongUseException>(() => ArchitectureCatalog.Get("resnet", 128, 128));

        Assert.All(ArchitectureCatalog.Names, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_architecture_of_the_catalog_goes_by_its_own_name() =>
        Assert.All(ArchitectureCatalog.Names, name => Assert.Equal(name, ArchitectureCatalog.Get(name, 128, 128).Name));

    [Fact]
    public void A_width_multiplies_the_channels_of_the_flagship()
    {
        Architecture whole = ArchitectureCatalog.Get("flagship", 64, 96);
        Architecture narrow = ArchitectureCatalog.Get("flagship-0.75", 64, 96);

        Assert.Equal("flagship-0.75", narrow.Name);
        Assert.Equal((96, 72), (whole.EmbeddingLength, narrow.EmbeddingLength));
        Assert.InRange(narrow.MultiplyAdds, 0.5 * whole.MultiplyAdds, 12_000_000);
        Assert.Equal(whole.ParameterCount, ArchitectureCatalog.Get("flagship-1", 64, 96).ParameterCount);
    }

    [Fact]
    public void The_channels_of_the_flagship_can_be_given_one_by_one()
    {
        Architecture numbered = ArchitectureCatalog.Get("flagship-16-24-48-96", 64, 96);
        Assert.Equal(ArchitectureCatalog.Get("flagship", 64, 96).MultiplyAdds, numbered.MultiplyAdds);
        Assert.Equal("flagship-16-24-48-96", numbered.Name);

        Architecture small = ArchitectureCatalog.Get("flagship-8-16-32-56", 64, 96);
        Assert.Equal(56, small.EmbeddingLength);
        Assert.InRange(small.MultiplyAdds, 7_000_000, 8_000_000);
    }

    [Theory]
    [InlineData("flagship-0.1")]
    [InlineData("flagship-8-16-32")]
    [InlineData("flagship-8-16-32-0")]
    [InlineData("flagship-8-16-32--56")]
    [InlineData("flagship-8-16-32-56-64")]
    [InlineData("flagship-5")]
    [InlineData("flagship-wide")]
    [InlineData("flagship-")]
    public void A_width_that_cannot_be_is_an_error(string name) =>
        Assert.Contains("0.25 to 4", Assert.Throws<WrongUseException>(() => ArchitectureCatalog.Get(name, 64, 96)).Message, StringComparison.Ordinal);

    [Fact]
    public void Kinds_need_one_of_every_class_and_one_of_none_and_an_architecture_that_knows_them()
    {
        Assert.Equal(8, ArchitectureCatalog.Get("flagship", 64, 96, kinds: [0, 1, 1, 2, 3, 4, 5, -1]).Kinds);
        Assert.Throws<InvalidArchitectureException>(() => ArchitectureCatalog.Get("flagship", 64, 96, kinds: [0, 1, 1, 2, 3, 4, 5]));
        Assert.Throws<InvalidArchitectureException>(() => ArchitectureCatalog.Get("flagship", 64, 96, kinds: [0, 1, 2, 3, 4, -1]));
        Assert.Contains("classes only", Assert.Throws<WrongUseException>(() => ArchitectureCatalog.Get("dwse", 64, 96, kinds: [0, 1, 2, 3, 4, 5, -1])).Message, StringComparison.Ordinal);
    }

    private static void AssertLayers(string name, params string[] expected) => Assert.Equal(
        expected,
        ArchitectureCatalog.Get(name, 128, 128).Summary.Where(row => !row.IsComposite)
            .Select(row => $"{row.Description} | {row.Output} | {row.Parameters} | {row.MultiplyAdds}"));
}

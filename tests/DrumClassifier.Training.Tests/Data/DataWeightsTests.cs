using DrumClassification.Training.Data;
using DrumClassification.Training.Files;

namespace DrumClassification.Tests.Data;

public sealed class DataWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Weights_fit_by_data_set_and_by_any_column_and_multiply()
    {
        Write("packs", "path,label,licence,rendered\na.wav,kick,GPL-3.0,yes\nb.wav,kick,gpl-2.0-only,\nc.wav,hat,MIT,yes\nd.wav,hat,MIT,\n");
        Write("kits", "path,label,licence\ne.wav,kick,GPL-2.0\nf.wav,hat,MIT\n");
        DataWeight[] weights =
        [
            new() { Column = "licence", Value = "GPL*", Weight = 0.5 },
            new() { Data = "packs", Column = "rendered", Weight = 0.25 },
            new() { Data = "kits", Weight = 2 },
            new() { Column = "no such column", Weight = 0 },
        ];

        IReadOnlyList<Sound> sounds = DataWeights.Apply(weights, DataSetReader.Read([_folder["packs"], _folder["kits"]]));

        Assert.Equal([("a.wav", 0.125), ("b.wav", 0.5), ("c.wav", 0.25), ("d.wav", 1), ("e.wav", 1), ("f.wav", 2)], sounds.Select(sound => (sound.Name, sound.Weight)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1000)]
    public void A_weight_out_of_range_is_named(double weight)
    {
        Write("packs", "path,label\na.wav,kick\n");

        DataSetException error = Assert.Throws<DataSetException>(() =>
            DataWeights.Apply([new() { Data = "packs", Column = "source", Value = "x", Weight = weight }], DataSetReader.Read(_folder["packs"])));

        Assert.Contains("packs, source = x", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_packs_manifest_reads_with_its_columns()
    {
        IReadOnlyList<Sound> sounds = DataSetReader.Read(SharedData.Require("data/packs"));

        Assert.Equal(3970, sounds.Count);
        Assert.Equal(1765, sounds.Count(new DataWeight { Data = "packs", Column = "rendered", Value = "yes", Weight = 1 }.Fits));
        Assert.Equal(706, sounds.Count(new DataWeight { Column = "licence_doubt", Weight = 1 }.Fits));
        Assert.Equal(1498, sounds.Count(new DataWeight { Column = "batch", Value = "2", Weight = 1 }.Fits));
    }

    private void Write(string name, string manifest)
    {
        Directory.CreateDirectory(_folder[name]);
        File.WriteAllText(_folder[$"{name}/manifest.csv"], manifest);
    }
}

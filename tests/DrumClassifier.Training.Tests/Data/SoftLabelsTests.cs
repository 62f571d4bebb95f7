using DrumClassification.Training.Data;
using DrumClassification.Training.Files;

namespace DrumClassification.Tests.Data;

public sealed class SoftLabelsTests : IDisposable
{
    private const string Header = "data,path,label,fold,p_kick,p_hat,p_snare,p_cymbal,p_tom,p_clap\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Several_tables_are_averaged_sound_by_sound()
    {
        SoftLabels labels = SoftLabels.Read(
        [
            Write("a.csv", Header + "kits,x/1.wav,kick,1,0.9,0,0,0,0.1,0\nkits,x/2.wav,tom,2,0,0,0,0,1,0\n"),
            Write("b.csv", Header + "kits,x/1.wav,kick,3,0.5,0,0,0,0.5,0\n"),
        ]);

        Assert.Equal([0.7f, 0, 0, 0, 0.3f, 0], labels.Find(Sound("kits", "x/1.wav"))!, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([0, 0, 0, 0, 1, 0], labels.Find(Sound("kits", "x/2.wav"))!);
        Assert.Null(labels.Find(Sound("reference", "x/1.wav")));
    }

    [Fact]
    public void Other_contents_have_another_hash()
    {
        string a = Write("a.csv", Header + "kits,x/1.wav,kick,1,1,0,0,0,0,0\n");
        string b = Write("b.csv", Header + "kits,x/1.wav,kick,1,0,1,0,0,0,0\n");

        Assert.NotEqual(SoftLabels.Read([a]).ContentHash, SoftLabels.Read([b]).ContentHash);
        Assert.Equal(SoftLabels.Read([a]).ContentHash, SoftLabels.Read([a]).ContentHash);
    }

    [Theory]
    [InlineData("data,path,label\n", "no column 'p_kick'")]
    [InlineData(Header + "kits,1.wav,kick,1,0.9,0,much,0,0.1,0\n", "line 2: 'much'")]
    [InlineData(Header + "kits,1.wav,kick,1,0.9,0,1.2,0,0.1,0\n", "line 2: '1.2'")]
    public void A_file_that_is_no_such_table_is_an_error_that_names_it(string text, string expected)
    {
        string path = Write("wrong.csv", text);

        DataSetException error = Assert.Throws<DataSetException>(() => SoftLabels.Read([path]));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_error_that_names_it() =>
        Assert.Contains("missing.csv", Assert.Throws<DataSetException>(() => SoftLabels.Read([_folder["missing.csv"]])).Message, StringComparison.Ordinal);

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return _folder[name];
    }

    private static Sound Sound(string dataSet, string name) =>
        new() { Path = $"/{name}", DataSet = dataSet, Name = name, Label = "kick", Group = "g", Source = "s", Fine = "kick" };
}

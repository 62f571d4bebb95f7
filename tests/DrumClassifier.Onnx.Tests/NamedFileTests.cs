namespace DrumClassification.Tests;

/// <summary>Files whose names count beside what is heard: <see cref="DrumClassifierOptions.Names"/>.</summary>
public sealed class NamedFileTests : IDisposable
{
    // Hears everything as equally probable.
    private static readonly TestModel Unsure = new() { Bias = 0 };

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Names_are_off_unless_they_are_asked_for()
    {
        using IDrumClassifier classifier = Unsure.Load();

        FileClassification file = await AskAsync(classifier, "Kick 01.wav");

        Assert.Null(file.Named);
        Assert.Same(file.Classification, file.Heard);
        TogetherTests.Same(classifier.Classify(file.Path), file.Classification!);
    }

    [Theory]
    [InlineData("Kick 01.wav", "kick")]
    [InlineData("SD_07.wav", "snare")]
    [InlineData("Snares/01.wav", "snare")]
    [InlineData("Kicks/01.wav", "kick")]
    public async Task A_hint_decides_where_nothing_is_heard_surely(string path, string expected)
    {
        using IDrumClassifier classifier = Unsure.Load(new() { Names = NameUse.Hint });

        FileClassification file = await AskAsync(classifier, path);

        Assert.Equal(expected, file.Classification!.Label);
        Assert.Equal(expected, file.Named!.Label);
        Assert.Equal(1, file.Classification.Probabilities.Sum(p => p.Probability), 1e-5);
        Assert.True(file.Classification.Confidence > file.Heard!.Confidence);

        // Every other member goes by the sound alone.
        TogetherTests.Same(classifier.Classify(file.Path), file.Heard);
    }

    [Fact]
    public async Task A_name_that_says_nothing_leaves_what_is_heard()
    {
        using IDrumClassifier classifier = Unsure.Load(new() { Names = NameUse.Hint, NameRoots = [_folder.Path] });

        FileClassification file = await AskAsync(classifier, "x07.wav");

        Assert.Null(file.Named);
        TogetherTests.Same(file.Heard!, file.Classification!);
    }

    [Fact]
    public async Task A_clear_name_of_something_else_than_is_surely_heard_is_a_contradiction_and_wins_only_if_trusted()
    {
        TestModel sure = new() { Calibration = new() { Temperature = 0.001f } };
        using IDrumClassifier hinted = sure.Load(new() { Names = NameUse.Hint });
        using IDrumClassifier trusted = sure.Load(new() { Names = NameUse.Trust });
        string heard = hinted.Classify(Write("any.wav")).Label;
        string other = heard == DrumLabels.Cymbal ? "Clap 01.wav" : "Crash 01.wav";

        FileClassification hint = await AskAsync(hinted, other);
        FileClassification trust = await AskAsync(trusted, other);

        Assert.Equal(heard, hint.Heard!.Label);
        Assert.Equal(trust.Named!.Label, trust.Classification!.Label);
        Assert.True(hint.IsContradicted);
        Assert.Equal(heard, hint.Classification!.Label);
    }

    [Fact]
    public async Task What_stands_above_the_roots_says_nothing()
    {
        string path = Write("Kicks/pack/01.wav");
        using IDrumClassifier with = Unsure.Load(new() { Names = NameUse.Hint });
        using IDrumClassifier without = Unsure.Load(new() { Names = NameUse.Hint, NameRoots = [_folder["Kicks/pack"]] });

        Assert.NotNull((await with.ClassifyFilesAsync([path], Token).ToListAsync(Token))[0].Named);
        Assert.Null((await without.ClassifyFilesAsync([path], Token).ToListAsync(Token))[0].Named);
    }

    [Fact]
    public async Task What_cannot_be_read_has_no_answer_by_its_name()
    {
        File.WriteAllText(_folder["Kick bad.wav"], "no sound");
        using IDrumClassifier classifier = Unsure.Load(new() { Names = NameUse.Trust });

        List<FileClassification> files = await classifier.ClassifyFilesAsync([_folder["Kick bad.wav"], _folder["Kick none.wav"]], Token).ToListAsync(Token);

        Assert.All(files, file => Assert.True(file is { Classification: null, Heard: null, Named: null, Error: not null }));
    }

    private async Task<FileClassification> AskAsync(IDrumClassifier classifier, string path) => Assert.Single(await classifier.ClassifyFilesAsync([Write(path)], Token).ToListAsync(Token));

    private string Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        WavWriter.Write(_folder[path], Tones.Decaying(200, 16000, 0.3), 16000);
        return _folder[path];
    }
}

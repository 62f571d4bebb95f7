namespace DrumClassification.Tests;

/// <summary>Stages that cannot be used, or are not the network's: refused when they are first asked, with what is wrong.</summary>
public sealed class NeighbourFileTests
{
    private static readonly TestModel Model = new();

    public static TheoryData<string, string> Bad => new()
    {
        { "not base64 at all!", "it is not base64" },
        { Convert.ToBase64String([1, 2, 3]), "it is no ONNX file" },
        { "", "it is empty" },
        { Stage(new() { ExternalWeights = "/etc/passwd" }), "keeps its weights in another file" },
        { Stage(new() { ExtraEvidence = 1 }), "its 'evidence' is not float32 [sounds, 6]" },
        { Stage(new() { EvidenceName = "proof" }), "its 'evidence' is not float32" },
        { Stage(new() { Manifest = (Model with { Labels = ["a", "b", "c", "d", "e", "f"] }).Manifest }), "another list of classes" },
        { Stage(new() { Manifest = (Model with { Kinds = [.. DrumLabels.All.Select(label => new ModelKind(label, label))] }).Manifest }), "another list of kinds" },
        { Stage(new() { Manifest = (Model with { Calibration = new() { Temperature = 2 } }).Manifest }), "another calibration" },
        { Stage(new() { Manifest = (Model with { FrontEnd = Model.FrontEnd with { OutputOffset = 41 } }).Manifest }), "another front end" },
        { Stage(new() { Strength = float.NaN }), "its corrections are not finite numbers" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_stage_that_cannot_be_used_is_refused_and_single_sounds_are_not(string stage, string problem)
    {
        using IDrumClassifier classifier = (Model with { NeighboursText = stage }).Load();
        AudioClip[] clips = TogetherTests.Clips(2);

        Assert.NotNull(classifier.Classify(clips[0].Samples, clips[0].SampleRate).Label);
        InvalidModelException error = Assert.Throws<InvalidModelException>(() => classifier.ClassifyTogether(clips, TestContext.Current.CancellationToken));

        Assert.Contains("neighbour stage", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    private static string Stage(TestNeighbours stage) => Convert.ToBase64String(stage.ToBytes(Model.Manifest, Model.EmbeddingLength));
}

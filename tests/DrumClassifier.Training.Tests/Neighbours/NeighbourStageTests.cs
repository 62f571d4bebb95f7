using DrumClassification.Training.Neighbours;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Tests;

public sealed class NeighbourStageTests
{
    private static readonly NeighbourSettings Settings = new() { Steps = 150, Folders = 8, MostSounds = 16, Penalty = 0.001, Kept = 1 };

    [Fact]
    public void A_sound_alone_is_not_corrected()
    {
        using NeighbourStage stage = RandomStage();

        Assert.All(Corrections(stage, HeardSamples.Make(5)[..1]), correction => Assert.Equal(0f, correction));
        Assert.Contains(Corrections(stage, HeardSamples.Make(5)[..2]), correction => Math.Abs(correction) > 1e-3);
    }

    [Fact]
    public void The_order_of_the_sounds_and_empty_places_do_not_matter()
    {
        using NeighbourStage stage = RandomStage();
        HeardSound[] sounds = HeardSamples.Make(9);
        int[] order = [3, 0, 8, 5, 1, 2, 7, 4, 6];

        float[][] first = [.. Corrections(stage, sounds).Chunk(6)];
        float[][] mixed = [.. Corrections(stage, [.. order.Select(i => sounds[i])], sounds[..2]).Chunk(6)];
        float[][] longer = [.. Corrections(stage, sounds[..2], sounds).Chunk(6)];

        for (int i = 0; i < order.Length; i++)
        {
            Close(first[order[i]], mixed[i]);
        }

        float[][] two = [.. Corrections(stage, sounds[..2]).Chunk(6)];
        Close(two[0], longer[0]);
        Close(two[1], longer[1]);
    }

    [Fact]
    public void What_is_exported_computes_the_same()
    {
        using NeighbourStage stage = RandomStage();
        HeardSound[] sounds = HeardSamples.Make(11);
        ModelManifest manifest = HeardSamples.Manifest;
        TestModel model = new()
        {
            Labels = manifest.Labels,
            Kinds = manifest.Kinds,
            FrontEnd = manifest.FrontEnd,
            EmbeddingLength = HeardSamples.DirectionLength,
            NeighboursText = Convert.ToBase64String(NeighbourExporter.Export(stage, manifest, HeardSamples.DirectionLength)),
        };
        using MemoryStream stream = new(model.ToBytes());
        using IDrumClassifier classifier = DrumClassifier.FromStream(stream);
        using NeighbourSession session = NeighbourFile.Open(model.NeighboursText, classifier.Model, new());

        float[] expected = Corrections(stage, sounds);
        float[] actual = session.Correct([.. sounds.Select(HeardSamples.AsClassification)], TestContext.Current.CancellationToken);

        Assert.True(expected.Max() - expected.Min() > 0.1);
        Close(expected, actual);
        Assert.All(session.Correct([HeardSamples.AsClassification(sounds[0])], TestContext.Current.CancellationToken), correction => Assert.Equal(0, correction, 1e-6));
    }

    [Fact]
    public void It_learns_what_only_the_others_can_tell()
    {
        // Every sound looks half like a kick and half like a tom; only its folder's clear sounds say which.
        HeardSound[] sounds = HeardSamples.Ambiguous(folders: 60, perFolder: 8);

        using NeighbourStage stage = NeighbourTrainer.Train([.. sounds.Where(sound => sound.Fold == 1)], Settings with { LearningRate = 1e-2 }, 1, _ => { }, TestContext.Current.CancellationToken);

        HeardSound[][] unseen = [.. sounds.Where(sound => sound.Fold == 2).GroupBy(sound => sound.Folder).Select(folder => folder.ToArray())];
        (int Right, int Count) alone = Score(unseen, FolderAnswers.Alone);
        (int Right, int Count) together = Score(unseen, folder => FolderAnswers.Corrected(folder, stage));
        Assert.InRange(alone.Right / (double)alone.Count, 0.3, 0.7);
        Assert.InRange(together.Right / (double)together.Count, 0.9, 1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_stage()
    {
        HeardSound[] sounds = HeardSamples.Ambiguous(folders: 10, perFolder: 4);
        float[][] weights = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            using NeighbourStage stage = NeighbourTrainer.Train(sounds, Settings with { Steps = 5 }, 3, _ => { }, TestContext.Current.CancellationToken);
            return stage.Gains.data<float>().ToArray();
        })];

        Assert.Contains(weights[0], weight => weight != 0);

        // Sums of several threads differ in their last bits.
        Assert.All(weights[0].Zip(weights[1]), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    private static (int Right, int Count) Score(HeardSound[][] folders, Func<HeardSound[], float[][]> ask)
    {
        bool[] right = [.. folders.SelectMany(folder => folder.Zip(ask(folder))).Where(pair => pair.First.Name.Contains("unclear", StringComparison.Ordinal))
            .Select(pair => Array.IndexOf(pair.Second, pair.Second.Max()) == pair.First.Class)];
        return (right.Count(isRight => isRight), right.Length);
    }

    private static NeighbourStage RandomStage()
    {
        manual_seed(4);
        NeighbourStage stage = new(Settings, HeardSamples.EvidenceLength, [0.3f, 0.25f, 0.2f, 0.1f, 0.1f, 0.05f]);
        using (no_grad())
        {
            stage.Gains.normal_(0, 1);
            stage.Mixing.normal_(0, 0.3);
            stage.Emptiness.normal_(0, 1);
        }

        stage.eval();
        return stage;
    }

    /// <summary>The corrections of the first of several folders.</summary>
    private static float[] Corrections(NeighbourStage stage, params HeardSound[][] folders)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        FolderBatch batch = FolderBatch.Of(folders);
        return stage.call(batch.Evidence, batch.Directions, batch.Mask)[0].narrow(0, 0, folders[0].Length).contiguous().data<float>().ToArray();
    }

    private static void Close(float[] expected, float[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
}

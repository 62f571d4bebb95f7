using DrumClassification.Training.Neighbours;

namespace DrumClassification.Tests;

public sealed class FolderTests
{
    [Theory]
    [InlineData(FolderKind.Kit)]
    [InlineData(FolderKind.OneClass)]
    [InlineData(FolderKind.Mixed)]
    [InlineData(FolderKind.Alone)]
    internal void Every_sound_is_judged_in_one_folder(FolderKind kind)
    {
        HeardSound[] sounds = HeardSamples.Make(400, folders: 7);

        IReadOnlyList<HeardSound[]> folders = FolderMaker.Make(sounds, kind, 1);

        Assert.Equal(sounds.Select(sound => sound.Name).Order(), folders.SelectMany(folder => folder).Select(sound => sound.Name).Order());
        Assert.All(folders, folder => Assert.True(kind switch
        {
            FolderKind.Kit => folder.DistinctBy(sound => sound.Group).Count() == 1,
            FolderKind.OneClass => folder.DistinctBy(sound => sound.Class).Count() == 1 && folder.Length <= FolderMaker.FolderSize,
            FolderKind.Mixed => folder.Length <= FolderMaker.FolderSize,
            _ => folder.Length == 1,
        }));
    }

    [Fact]
    public void Drawn_folders_have_sounds_that_take_part_none_twice()
    {
        NeighbourSettings settings = new() { FewestSounds = 2, MostSounds = 30, OneClassShare = 0.1 };
        HeardSound[] sounds = [.. HeardSamples.Make(300, folders: 9).Select((sound, i) => sound with { TakesPart = i % 10 != 0 })];
        FolderSampler sampler = new(sounds, settings);
        Random random = new(5);

        HeardSound[][] folders = [.. Enumerable.Range(0, 300).Select(_ => sampler.Draw(random))];

        Assert.All(folders, folder =>
        {
            Assert.InRange(folder.Length, 2, 30);
            Assert.Equal(folder.Length, folder.DistinctBy(sound => sound.Name).Count());
            Assert.All(folder, sound => Assert.True(sound.TakesPart));
        });
        Assert.Contains(folders, folder => folder.DistinctBy(sound => sound.Group).Count() == 1);
        Assert.Contains(folders, folder => folder.DistinctBy(sound => sound.Class).Count() == 1 && folder.Length > 5);
        Assert.Contains(folders, folder => folder.DistinctBy(sound => sound.Group).Count() > 6);
    }

    [Fact]
    public void Shares_of_a_folder_pull_unclear_sounds_towards_what_it_is_full_of()
    {
        PriorShift shift = new([.. Enumerable.Repeat(1.0 / 6, 6)], 2);
        float[] kick = [0.95f, 0.01f, 0.01f, 0.01f, 0.01f, 0.01f];
        float[] unclear = [0.4f, 0.02f, 0.02f, 0.02f, 0.52f, 0.02f];

        float[][] among = shift.Apply([.. Enumerable.Repeat(kick, 20), unclear]);
        float[][] alone = shift.Apply([unclear]);

        Assert.True(among[20][0] > 0.8, $"{among[20][0]}");
        Assert.Equal(1, among[20].Sum(), 1e-5);
        Assert.Equal(4, Array.IndexOf(alone[0], alone[0].Max()));
    }

    [Fact]
    public void Those_that_take_no_part_keep_their_answer()
    {
        HeardSound[] folder = [.. HeardSamples.Ambiguous(1, 6).Select((sound, i) => sound with { TakesPart = i != 3 })];
        PriorShift shift = new([.. Enumerable.Repeat(1.0 / 6, 6)], 1);

        float[][] alone = FolderAnswers.Alone(folder);
        float[][] shifted = FolderAnswers.Shifted(folder, shift);

        Assert.Equal(alone[3], shifted[3]);
        Assert.NotEqual(alone[4], shifted[4]);
    }
}

using System.Text.Json;
using DrumClassification.Cli.Results;
using DrumClassification.Cli.Sort;

namespace DrumClassification.Tests.Sorting;

public sealed class SortFoldersTests
{
    [Theory]
    [InlineData("closed_hat", "hat", "hat/closed")]
    [InlineData("open hat", "hat", "hat/open")]
    [InlineData("hat-pedal", "hat", "hat/hat-pedal")]
    [InlineData("that", "hat", "hat/that")]
    [InlineData("_hat", "hat", "hat/_hat")]
    [InlineData("hat", "hat", "hat/hat")]
    [InlineData("CON_hat", "hat", "hat/_CON")]
    [InlineData("../evil", "hat", "hat/_evil")]
    [InlineData("cowbell", null, "percussion/cowbell")]
    [InlineData("other_percussion", null, "percussion/other")]
    [InlineData("a/../../b", null, "percussion/a_.._.._b")]
    public void A_kind_has_a_folder_in_that_of_its_class_whose_name_does_not_say_the_class_again(string kind, string? label, string folder)
    {
        SortFolders folders = new(["kick", "hat"], [new("kick", "kick"), new(kind, label), new("another", "hat"), new("more", "hat")], SortBy.Kind);
        Assert.Equal(folder, folders.Of(Found(label ?? "hat", new SoundKind(kind, label, 0.9f, IsUncertain: false))));
        Assert.Contains(folder, folders.OfKinds);
    }

    [Fact]
    public void No_two_kinds_share_a_folder()
    {
        ModelKind[] kinds = [new("closed_hat", "hat"), new("closed", "hat"), new("open", "hat"), new("open_hat", "hat"), new("Open-hat", "hat")];
        string[] all = [.. new SortFolders(["hat"], kinds, SortBy.Kind).OfKinds];
        Assert.Equal(["hat/closed_hat", "hat/closed", "hat/open", "hat/open_hat", "hat/Open-hat"], all);
    }

    [Fact]
    public void Classes_of_any_names_have_folders_of_their_own_inside_the_output()
    {
        string[] labels = ["uncertain", "Kick", "kick", "CON", "../x", "percussion", "Shaker & Tamb"];
        SortFolders folders = new(labels, [.. labels.Select(label => new ModelKind($"one {label}", label)), new ModelKind("cowbell", null)]);
        string[] own = [.. labels.Select(label => folders.Of(FakeClassifier.Make(label)))];
        Assert.Equal(["uncertain_", "Kick", "kick_", "_CON", "_x", "percussion_", "Shaker & Tamb"], own);
        Assert.Equal(own.Length, own.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal([.. own, "uncertain", "percussion"], folders.Tops);
    }

    [Fact]
    public void The_only_kind_of_a_class_has_none()
    {
        SortFolders folders = new(DrumLabels.All, FakeClassifier.SomeKinds, SortBy.Kind);
        Assert.Equal("clap", folders.Of(Found("clap", new SoundKind("clap", "clap", 0.99f, IsUncertain: false))));
        Assert.DoesNotContain(folders.OfKinds, folder => folder.StartsWith("clap", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_without_kinds_has_exactly_the_folders_that_it_always_had()
    {
        Assert.Equal([.. DrumLabels.All, "uncertain"], new SortFolders(DrumLabels.All, []).Tops);
        Assert.Empty(new SortFolders(DrumLabels.All, []).OfKinds);
    }

    [Theory]
    [InlineData("hat/closed/x.wav", "hat/closed")]
    [InlineData("hat/closed/kit/x.wav", "hat/closed")]
    [InlineData("hat/kit/x.wav", "hat")]
    [InlineData("hat/closed", "hat")]
    [InlineData("percussion/cowbell/x.wav", "percussion/cowbell")]
    [InlineData("uncertain/x.wav", "uncertain")]
    public void The_folder_that_holds_a_file_is_found_whatever_way_it_was_sorted(string path, string folder)
    {
        foreach (SortBy by in Enum.GetValues<SortBy>())
        {
            Assert.Equal(folder, new SortFolders(DrumLabels.All, FakeClassifier.SomeKinds, by).Holding(path.Replace('/', Path.DirectorySeparatorChar)));
        }
    }

    [Fact]
    public void What_the_trainer_calls_no_percussion_is_what_is_no_answer_here()
    {
        string file = Path.Combine(RepositoryFolder.Path, "src", "DrumClassifier.Training", "Kinds", "drums.json");
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        JsonElement kind = document.RootElement.GetProperty("kinds").EnumerateArray().Single(kind => kind.GetProperty("name").GetString() == Answer.NoPercussion);
        Assert.False(kind.TryGetProperty("class", out _));
    }

    private static Classification Found(string label, SoundKind kind) => FakeClassifier.Make(label, uncertain: kind.Label is null) with { Kind = kind };
}

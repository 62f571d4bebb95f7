using DrumClassification.Training.Data;
using DrumClassification.Training.Files;

namespace DrumClassification.Tests.Data;

public sealed class DataSetReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_with_only_one_split_is_kept_apart_by_it_under_either_protocol()
    {
        Sound sound = new() { Path = "a.wav", Name = "a.wav", Label = "kick", Group = "a", Source = "s", Fine = "kick", GroupSplit = DataSplit.Test };

        Assert.Equal(DataSplit.Test, sound.SplitBy(SplitProtocol.Random));
        Assert.Equal(DataSplit.Train, (sound with { RandomSplit = DataSplit.Train }).SplitBy(SplitProtocol.Random));
        Assert.Equal(DataSplit.Test, (sound with { RandomSplit = DataSplit.Train }).SplitBy(SplitProtocol.Group));
        Assert.Null((sound with { GroupSplit = null }).SplitBy(SplitProtocol.Group));
    }

    [Fact]
    public void The_reference_manifest_reads_with_the_documented_counts()
    {
        IReadOnlyList<Sound> sounds = DataSetReader.Read(SharedData.Require("data/reference"));

        Assert.Equal(4679, sounds.Count);
        Assert.Equal([2994, 749, 936], Enum.GetValues<DataSplit>().Select(split => sounds.Count(s => s.RandomSplit == split)));
        Assert.Equal([1301, 606, 1363, 471, 464, 474], DrumLabels.All.Select(label => sounds.Count(s => s.Label == label)));
        Assert.All(sounds, s => Assert.NotNull(s.GroupSplit));
        Assert.All(sounds.GroupBy(s => s.Group), group => Assert.Single(group.Select(s => s.GroupSplit).Distinct()));
        Assert.All(sounds, s => Assert.True(File.Exists(s.Path) && s.SampleRate > 0 && s.DurationSeconds > 0));
    }

    [Fact]
    public void The_kits_manifest_keeps_other_and_has_no_random_split()
    {
        IReadOnlyList<Sound> sounds = DataSetReader.Read(SharedData.Require("data/kits"));

        Assert.Equal([1457, 381, 683], Enum.GetValues<DataSplit>().Select(split => sounds.Count(s => s.GroupSplit == split && s.Label != LabelNames.Other)));
        Assert.Equal(134, sounds.Select(s => s.Group).Distinct().Count());
        Assert.Contains(sounds, s => s.Label == LabelNames.Other && s.Fine == "cowbell");
        Assert.All(sounds, s => Assert.Null(s.RandomSplit));
    }

    [Fact]
    public void Two_data_sets_together_have_unique_paths_and_groups_that_never_meet()
    {
        string reference = SharedData.Require("data/reference");
        string kits = SharedData.Require("data/kits");

        IReadOnlyList<Sound> sounds = DataSetReader.Read([reference, kits]);

        Assert.Equal(4679 + 3872, sounds.Count);
        Assert.Equal(sounds.Count, sounds.Select(s => s.Path).Distinct().Count());
        Assert.All(sounds, s => Assert.True(s.Group.StartsWith("reference/", StringComparison.Ordinal) || s.Group.StartsWith("kits/", StringComparison.Ordinal)));
        Assert.Throws<DataSetException>(() => DataSetReader.Read([reference, reference]));
    }

    [Fact]
    public void Folders_with_the_same_name_get_different_group_prefixes()
    {
        Touch("a/pack/kick/808/x.wav", "b/pack/kick/808/x.wav");

        IReadOnlyList<Sound> sounds = DataSetReader.Read([_folder["a/pack"], _folder["b/pack"]]);

        Assert.Equal(["pack-2/808", "pack/808"], sounds.Select(s => s.Group).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Class_folders_are_found_by_what_people_call_them()
    {
        Touch("01 Kicks/a.wav", "HI-HATS/a.wav", "Snare Drums/a.aiff", "Crashes/a.flac", "toms/deep/er/a.wav", "Hand Claps/a.wav", "other/a.wav");
        Touch("kicks/readme.txt", "Presets/a.fxp", "_unsorted/a.wav", "loose.wav");

        IReadOnlyList<Sound> sounds = DataSetReader.Read(_folder.Path);

        Assert.Equal(["clap", "cymbal", "hat", "kick", "other", "snare", "tom"], sounds.Select(s => s.Label).Order(StringComparer.Ordinal));
        Assert.Contains(sounds, s => s.Name == "toms/deep/er/a.wav" && s.Path == _folder["toms/deep/er/a.wav"] && s.Group == "deep/er");
    }

    [Fact]
    public void Folders_of_other_names_are_classes_by_their_own_names()
    {
        Touch("Kicks/a.wav", "Vocal chops/a.wav", "808s/b.wav", "other/c.wav", "_left/d.wav");

        IReadOnlyList<Sound> sounds = DataSetReader.Read(_folder.Path);

        Assert.Equal(["808s", "Kicks", "Vocal chops", "other"], sounds.Select(sound => sound.Label).Order(StringComparer.Ordinal));
        Assert.Equal(["808s", "Kicks", "Vocal chops"], SoundClasses.Of(sounds));
        Assert.Same(DrumLabels.All, SoundClasses.Of(sounds.Where(sound => sound.Label == "other")));
    }

    [Fact]
    public void What_a_sort_could_not_tell_is_no_class_of_the_folder_that_it_made()
    {
        Touch("kick/a.wav", "kick/b.wav", "snare/a.wav", "uncertain/c.wav");

        List<Sound> sounds = [.. DataSetReader.Read(_folder.Path)];

        Assert.Equal(["kick", "kick", "snare"], sounds.Select(sound => sound.Label).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_whose_name_no_class_can_have_is_an_error_that_names_it()
    {
        Touch("kick/a.wav");
        Directory.CreateDirectory(_folder.Path + "/a:b");
        File.WriteAllText(_folder.Path + "/a:b/x.wav", "");

        DataSetException error = Assert.Throws<DataSetException>(() => DataSetReader.Read(_folder.Path));

        Assert.Contains("a:b", error.Message, StringComparison.Ordinal);
        Assert.Contains("underscore", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_with_one_name_stem_stay_in_one_group_but_mere_numbering_does_not_make_a_group()
    {
        Touch([.. Enumerable.Range(1, 3).Select(i => $"snare/Deep Snare {i:00}.wav"), .. Enumerable.Range(1, 20).Select(i => $"snare/{(char)('a' + i)}{(char)('b' + i)}x.wav")]);
        Touch([.. Enumerable.Range(1, 40).Select(i => $"kick/kick{i:000}.wav")]);

        IReadOnlyList<Sound> sounds = DataSetReader.Read(_folder.Path);

        Assert.Single(sounds.Where(s => s.Name.StartsWith("snare/Deep", StringComparison.Ordinal)).Select(s => s.Group).Distinct());
        Assert.Equal(40, sounds.Where(s => s.Label == "kick").Select(s => s.Group).Distinct().Count());
    }

    [Fact]
    public void Plain_folders_are_split_64_16_20_by_class_the_same_way_every_time()
    {
        Touch([.. Enumerable.Range(0, 100).Select(i => $"kick/kick{i:000}.wav"), .. Enumerable.Range(0, 50).Select(i => $"tom/pack{i / 5}/tom{i:000}.wav")]);

        IReadOnlyList<Sound> sounds = DataSetReader.Read(_folder.Path);

        Assert.Equal([64, 16, 20], Count("kick", SplitProtocol.Random));
        Assert.Equal([32, 8, 10], Count("tom", SplitProtocol.Random));
        Assert.Equal([64, 16, 20], Count("kick", SplitProtocol.Group));
        Assert.All(sounds.GroupBy(s => s.Group), group => Assert.Single(group.Select(s => s.GroupSplit).Distinct()));
        Assert.Equal([30, 10, 10], Count("tom", SplitProtocol.Group));
        Assert.Equal(sounds, DataSetReader.Read(_folder.Path));

        int[] Count(string label, SplitProtocol protocol) =>
            [.. Enum.GetValues<DataSplit>().Select(split => sounds.Count(s => s.Label == label && s.SplitBy(protocol) == split))];
    }

    [Theory]
    [InlineData("name,label\na.wav,kick\n", "no column 'path'")]
    [InlineData("path,label\na.wav,kazoo\n", "line 2: label 'kazoo'")]
    [InlineData("path,label,split\na.wav,kick,train\nb.wav,kick,maybe\n", "line 3: split 'maybe'")]
    [InlineData("path,label\na.wav,kick\na.wav,tom\n", "listed twice")]
    [InlineData("path,label,duration_s\na.wav,kick,long\n", "duration_s 'long'")]
    [InlineData("path,label\n", "no sounds")]
    [InlineData("", "no column 'path'")]
    public void A_bad_manifest_is_an_error_that_names_the_place(string csv, string expected)
    {
        File.WriteAllText(_folder["manifest.csv"], csv);

        Assert.Contains(expected, Assert.Throws<DataSetException>(() => DataSetReader.Read(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_manifest_needs_path_and_label_only()
    {
        File.WriteAllText(_folder["manifest.csv"], "path,label\n\"sub\\a, b.wav\",Kicks\n");

        Sound sound = Assert.Single(DataSetReader.Read(_folder.Path));

        Assert.Equal(("sub/a, b.wav", "kick", "kick", null), (sound.Name, sound.Label, sound.Fine, sound.RandomSplit));
        Assert.Equal(_folder["sub/a, b.wav"], sound.Path);
    }

    [Fact]
    public void A_missing_folder_and_a_folder_without_classes_are_errors()
    {
        Assert.Throws<DataSetException>(() => DataSetReader.Read(_folder["nowhere"]));
        Assert.Throws<DataSetException>(() => DataSetReader.Read(_folder.Path));
    }

    [Fact]
    public void One_class_only_or_one_file_in_a_class_cannot_be_trained_on()
    {
        Assert.Contains("one class only ('kick', 3 files)", Error("kick", "kick", "kick", "other", "other"), StringComparison.Ordinal);
        Assert.Contains("Fewer than two usable files in class 'tom'", Error("kick", "kick", "tom"), StringComparison.Ordinal);
        Assert.Contains("none of the classes", Error("other"), StringComparison.Ordinal);
        DataSetReader.RequireTrainable(["kick", "kick", "tom", "tom", "other"]);

        static string Error(params string[] labels) => Assert.Throws<DataSetException>(() => DataSetReader.RequireTrainable(labels)).Message;
    }

    [Fact]
    public void The_data_hash_changes_with_content_label_and_split_but_not_with_place_or_order()
    {
        Touch("here/kick/a.wav", "here/tom/b.wav", "there/kick/a.wav", "there/tom/b.wav");
        IReadOnlyList<Sound> here = DataSetReader.Read(_folder["here"]);
        string hash = Hash(here);

        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Equal(hash, Hash([.. here.Reverse()]));
        Assert.Equal(hash, Hash(DataSetReader.Read(_folder["there"])));
        Assert.NotEqual(hash, Hash([here[0] with { Label = "snare" }, here[1]]));
        Assert.NotEqual(hash, Hash([here[0] with { RandomSplit = DataSplit.Test }, here[1]]));
        File.AppendAllText(here[0].Path, "more");
        Assert.NotEqual(hash, Hash(here));
    }

    private static string Hash(IReadOnlyList<Sound> sounds) => DataHash.Compute(sounds, TestContext.Current.CancellationToken);

    private void Touch(params string[] names)
    {
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
            File.WriteAllText(_folder[name], Path.GetFileName(name));
        }
    }
}

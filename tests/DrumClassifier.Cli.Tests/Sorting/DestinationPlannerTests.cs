using System.Text;
using DrumClassification.Cli.Sort;

namespace DrumClassification.Tests.Sorting;

public sealed class DestinationPlannerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_goes_to_the_folder_of_its_class_under_its_own_name()
    {
        Placement step = Planner().Plan(_folder["in/x.wav"], FakeClassifier.Make("tom"));
        Assert.Equal(_folder["out/tom/x.wav"], step.Destination);
        Assert.Equal("tom", step.Folder);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void An_uncertain_sound_goes_to_uncertain() =>
        Assert.Equal(_folder["out/uncertain/x.wav"], Planner().Plan(_folder["x.wav"], FakeClassifier.Make("tom", uncertain: true)).Destination);

    [Fact]
    public void Names_in_use_get_a_number_whether_on_disk_or_only_planned()
    {
        Directory.CreateDirectory(_folder["out/kick"]);
        File.WriteAllText(_folder["out/kick/x.wav"], "");
        DestinationPlanner planner = Planner();
        Assert.Equal(_folder["out/kick/x (2).wav"], planner.Plan(_folder["a/x.wav"], FakeClassifier.Make("kick")).Destination);
        Assert.Equal(_folder["out/kick/x (3).wav"], planner.Plan(_folder["b/x.wav"], FakeClassifier.Make("kick")).Destination);
        Assert.Equal(_folder["out/hat/x.wav"], planner.Plan(_folder["c/x.wav"], FakeClassifier.Make("hat")).Destination);
    }

    [Fact]
    public void Names_that_differ_only_in_case_are_kept_apart_within_a_plan()
    {
        DestinationPlanner planner = Planner();
        planner.Plan(_folder["a/Kick.wav"], FakeClassifier.Make("kick"));
        Assert.Equal(_folder["out/kick/kick (2).wav"], planner.Plan(_folder["b/kick.wav"], FakeClassifier.Make("kick")).Destination);
    }

    [Theory]
    [InlineData("Closed")]
    [InlineData("closed")]
    public void A_sound_that_is_called_like_the_folder_of_a_kind_makes_way_for_it(string name)
    {
        DestinationPlanner planner = new(_folder["out"], new SortFolders(DrumLabels.All, FakeClassifier.SomeKinds, SortBy.Kind));
        Assert.Equal(_folder[$"out/hat/{name} (2)"], planner.Plan(_folder[$"in/{name}"], FakeClassifier.Make("hat")).Destination);
        Assert.Equal(_folder[$"out/kick/{name}"], planner.Plan(_folder[$"in/{name}"], FakeClassifier.Make("kick")).Destination);
        Classification closed = FakeClassifier.Make("hat") with { Kind = new SoundKind("closed_hat", "hat", 0.9f, IsUncertain: false) };
        Assert.Equal(_folder["out/hat/closed/x.wav"], planner.Plan(_folder["in/x.wav"], closed).Destination);
        Assert.True(planner.Plan(_folder["out/hat/closed/x.wav"], closed).IsInPlace);
    }

    [Fact]
    public void A_numbered_long_name_still_fits_the_file_system_and_stays_valid_text()
    {
        string name = new string('a', 1) + string.Concat(Enumerable.Repeat("🥁", 62)) + ".wav";
        DestinationPlanner planner = Planner();
        planner.Plan(_folder["a/" + name], FakeClassifier.Make("kick"));
        string second = Path.GetFileName(planner.Plan(_folder["b/" + name], FakeClassifier.Make("kick")).Destination);
        Assert.InRange(Encoding.UTF8.GetByteCount(second), 200, 255);
        Assert.EndsWith("🥁 (2).wav", second, StringComparison.Ordinal);
        Assert.Equal(second, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(second)));
    }

    [Fact]
    public void A_sound_that_lies_in_its_folder_already_stays_there()
    {
        Directory.CreateDirectory(_folder["out/kick"]);
        Assert.True(Planner().Plan(_folder["out/kick/x.wav"], FakeClassifier.Make("kick")).IsInPlace);
        Assert.False(Planner().Plan(_folder["out/kick/x.wav"], FakeClassifier.Make("hat")).IsInPlace);
    }

    [Theory]
    [InlineData("../evil", ".._evil")]
    [InlineData("..", "_")]
    [InlineData("a/b", "a_b")]
    [InlineData("side stick", "side stick")]
    [InlineData("CON", "_CON")]
    [InlineData("aux.1", "_aux.1")]
    [InlineData("contact", "contact")]
    public void A_label_of_any_model_names_a_folder_inside_the_output(string label, string folder)
    {
        Placement step = Planner().Plan(_folder["x.wav"], new Classification(label, 1, [new LabelProbability(label, 1)], false));
        Assert.StartsWith(_folder["out"] + Path.DirectorySeparatorChar, Path.GetFullPath(step.Destination), StringComparison.Ordinal);
        Assert.Equal(folder.TrimStart('.'), step.Folder.TrimStart('.'));
    }

    private DestinationPlanner Planner() => new(_folder["out"], new SortFolders(DrumLabels.All, []));
}

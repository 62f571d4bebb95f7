using DrumClassification.Training.Fitting;

namespace DrumClassification.Tests.Commands;

public sealed class RecipeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("flagship", "flagship")]
    [InlineData("reference", "basic")]
    public async Task A_printed_recipe_reads_back_as_itself(string name, string architecture)
    {
        (int code, string output, _) = await DrumTrain.RunAsync("recipe", name, "--arch", architecture);

        Assert.Equal(0, code);
        File.WriteAllText(_folder["recipe.json"], output);
        Assert.Equal(RecipeCatalog.Get(name, architecture), RecipeCatalog.Get(_folder["recipe.json"]) with { DataWeights = RecipeCatalog.Get(name).DataWeights });
        Assert.Equal("dwse", RecipeCatalog.Get(_folder["recipe.json"], "dwse").Architecture);
    }

    [Theory]
    [InlineData("{}", "required")]
    [InlineData("no JSON", "no usable recipe")]
    public async Task A_file_that_is_no_recipe_is_an_error_that_names_it(string content, string reason)
    {
        File.WriteAllText(_folder["recipe.json"], content);

        (int code, _, string error) = await DrumTrain.RunAsync("recipe", _folder["recipe.json"]);

        Assert.Equal(2, code);
        Assert.Contains("recipe.json", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name_is_an_error_that_lists_those_there_are()
    {
        (int code, _, string error) = await DrumTrain.RunAsync("recipe", "magic");

        Assert.Equal(2, code);
        Assert.Contains("flagship", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_begins_with_an_at_sign_is_a_name_and_no_file_of_arguments()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["arguments"], "flagship");

        (int code, string output, string error) = await DrumTrain.RunAsync("recipe", "@" + folder["arguments"]);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains("@" + folder["arguments"], error, StringComparison.Ordinal);
    }
}

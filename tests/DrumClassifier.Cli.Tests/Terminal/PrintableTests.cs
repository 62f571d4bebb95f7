using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Tests.Terminal;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("\e]0;pwned\a\e[31mred.wav", @"\e]0;pwned\a\e[31mred.wav")]
    [InlineData("a\nclap 99.9 %\r\tb.wav", @"a\nclap 99.9 %\r\tb.wav")]
    [InlineData("\u009b31m\u007f\b\0", @"\u009b31m\x7f\b\x00")]
    [InlineData("kick\u202evaw.exe", @"kick\u202evaw.exe")]
    [InlineData("a\u2066b\u2069\u200e\ufeff\u2028", @"a\u2066b\u2069\u200e\ufeff\u2028")]
    public void What_moves_the_cursor_colours_or_turns_text_is_shown_as_an_escape(string text, string shown)
    {
        Assert.Equal(shown, Printable.Of(text));
        Assert.Equal(shown, Printable.Of(shown));
        Assert.True(Printable.IsNeeded(text));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_an_escape()
    {
        Assert.Equal(@"half \ud83e pair", Printable.Of("half \ud83e pair"));
        Assert.Equal(@"\udd41", Printable.Of("\udd41"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Große Trommel 大鼓 🥁👨‍🎤.wav")]
    [InlineData(@"C:\new\tom.wav")]
    [InlineData("caf\ufffd.wav")]
    public void Other_text_is_the_very_same(string text) => Assert.Same(text, Printable.Of(text));

    [Fact]
    public void No_character_that_a_terminal_acts_on_is_left_of_any()
    {
        string all = string.Concat(Enumerable.Range(0, 0x10000).Select(code => (char)code));
        Assert.DoesNotContain(Printable.Of(all), c => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
    }

    [Fact]
    public async Task A_path_in_a_hint_can_be_pasted_whatever_it_holds()
    {
        string path = "it's\ta \e[31m\"dir\" \\n $HOME\n";
        string word = ShellWord.Of(path);
        Assert.Equal(word, Printable.Of(word));
        DrumsProcess echoed = await Shell.RunAsync($"printf %s {word}");
        Assert.Equal(path, echoed.Output);
    }
}

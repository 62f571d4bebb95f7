using DrumClassification.Training.Runtime;
using TorchSharp;

namespace DrumClassification.Tests.Runtime;

public sealed class TorchRuntimeTests
{
    private const string Version = "GLIBCXX_3.4.32";
    private const string Marker = "_ZSt21ios_base_library_initv";
    private const string StandardLibrary = "libstdc++.so.6";

    [Fact]
    public void Torch_computes_on_this_machine()
    {
        TorchRuntime.EnsureReady();

        using torch.Tensor sum = torch.tensor(new[] { 1f, 2f, 3f }).sum();

        Assert.Equal(6f, sum.item<float>());
    }

    [Fact]
    public void The_library_beside_the_tests_is_patched_exactly_where_this_system_needs_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has symbol versions");
        TorchRuntime.EnsureReady();

        string[] copies = [.. TorchRuntime.LibraryCopies(AppContext.BaseDirectory)];

        Assert.NotEmpty(copies);
        foreach (string copy in copies)
        {
            ElfVersionNeed need = Assert.IsType<ElfVersionNeed>(ElfVersionNeeds.Find(File.ReadAllBytes(copy), StandardLibrary, Version));
            Assert.Equal([Marker], need.Symbols);
            Assert.Equal(TorchLibraryPatch.IsNeededHere, need.IsWeak);
        }
    }

    [Fact]
    public void Only_the_flags_of_the_one_entry_change()
    {
        using var folder = new TemporaryFolder();
        byte[] before = SyntheticElf.Create(Version, Marker);
        string path = folder["lib.so"];
        File.WriteAllBytes(path, before);
        DateTime written = new(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, written);

        Assert.True(TorchLibraryPatch.Apply(path));

        byte[] after = File.ReadAllBytes(path);
        int[] changed = [.. Enumerable.Range(0, before.Length).Where(i => before[i] != after[i])];
        int offset = ElfVersionNeeds.Find(before, StandardLibrary, Version)!.FlagsOffset;
        Assert.Equal([offset], changed);
        Assert.Equal(2, after[offset]);
        Assert.True(ElfVersionNeeds.Find(after, StandardLibrary, Version)!.IsWeak);
        Assert.False(ElfVersionNeeds.Find(after, StandardLibrary, "GLIBCXX_3.4")!.IsWeak);
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
        Assert.False(TorchLibraryPatch.Apply(path));
    }

    [Fact]
    public void A_library_that_does_not_ask_for_the_version_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        byte[] before = SyntheticElf.Create("GLIBCXX_3.4.29", "other");
        File.WriteAllBytes(folder["lib.so"], before);

        Assert.False(TorchLibraryPatch.Apply(folder["lib.so"]));
        Assert.Equal(before, File.ReadAllBytes(folder["lib.so"]));
    }

    [Fact]
    public void A_library_that_really_uses_the_version_is_refused_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        byte[] before = SyntheticElf.Create(Version, "_ZSt_something_real");
        File.WriteAllBytes(folder["lib.so"], before);

        var error = Assert.Throws<DrumClassifierException>(() => TorchLibraryPatch.Apply(folder["lib.so"]));

        Assert.Contains("_ZSt_something_real", error.Message, StringComparison.Ordinal);
        Assert.Contains(folder["lib.so"], error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(folder["lib.so"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_other_end_of_a_link_is_left_alone(bool hard)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "links are made with ln");
        using var folder = new TemporaryFolder();
        byte[] before = SyntheticElf.Create(Version, Marker);
        File.WriteAllBytes(folder["cache.so"], before);
        string[] arguments = hard ? [folder["cache.so"], folder["copy.so"]] : ["-s", folder["cache.so"], folder["copy.so"]];
        using (var ln = System.Diagnostics.Process.Start("ln", arguments))
        {
            ln.WaitForExit();
            Assert.Equal(0, ln.ExitCode);
        }

        Assert.True(TorchLibraryPatch.Apply(folder["copy.so"]));

        Assert.Equal(before, File.ReadAllBytes(folder["cache.so"]));
        Assert.True(ElfVersionNeeds.Find(File.ReadAllBytes(folder["copy.so"]), StandardLibrary, Version)!.IsWeak);
        Assert.Null(new FileInfo(folder["copy.so"]).LinkTarget);
    }

    [Fact]
    public void Many_at_once_leave_one_good_library()
    {
        using var folder = new TemporaryFolder();
        string path = folder["lib.so"];
        File.WriteAllBytes(path, SyntheticElf.Create(Version, Marker));

        Parallel.For(0, 32, _ => TorchLibraryPatch.Apply(path));

        Assert.True(ElfVersionNeeds.Find(File.ReadAllBytes(path), StandardLibrary, Version)!.IsWeak);
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Every_truncation_of_a_library_is_refused_with_its_name()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = SyntheticElf.Create(Version, Marker);
        // The last 16 bytes are fields of a section header that nobody reads.
        for (int length = 0; length < whole.Length - 16; length += 7)
        {
            File.WriteAllBytes(folder["lib.so"], whole[..length]);
            var error = Assert.Throws<DrumClassifierException>(() => TorchLibraryPatch.Apply(folder["lib.so"]));
            Assert.Contains(folder["lib.so"], error.Message, StringComparison.Ordinal);
        }
    }
}

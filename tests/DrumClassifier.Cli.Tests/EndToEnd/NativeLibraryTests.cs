using System.Runtime.InteropServices;

namespace DrumClassification.Tests.EndToEnd;

/// <summary>A command whose native ONNX Runtime is missing or broken says so in one line, with what to do.</summary>
public sealed class NativeLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("missing", "is not beside the app")]
    [InlineData("empty", "is empty")]
    [InlineData("cut short", "is cut short")]
    [InlineData("text", "is no library of 64-bit Linux")]
    [InlineData("another processor's", "is made for another processor")]
    [InlineData("of a newer system", "needs a newer C or C++ library")]
    [InlineData("without another library", "needs that library")]
    [InlineData("another library", "another library of its name")]
    public async Task It_is_one_line_with_cause_and_cure(string kind, string cause)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "the broken libraries are made for 64-bit Linux on x64");
        string program = CopyProgram();
        string library = Assert.Single(Directory.GetFiles(_folder["program"], "libonnxruntime.so", SearchOption.AllDirectories), path => !path.Contains("arm64", StringComparison.Ordinal));
        Break(library, kind);

        DrumsProcess run = await DrumsProcess.RunProgramAsync("dotnet", program, "classify", _folder["none.wav"]);

        Assert.InRange(run.ExitCode, 1, 2);
        Assert.Equal("", run.Output);
        string line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: ONNX Runtime's native library ", line, StringComparison.Ordinal);
        Assert.Contains(cause, line, StringComparison.Ordinal);
        Assert.EndsWith(".", line, StringComparison.Ordinal);
    }

    /// <summary>Hard links would share the library that is to be broken.</summary>
    private string CopyProgram()
    {
        string from = AppContext.BaseDirectory;
        string[] needed = [.. Directory.GetFiles(from, "*.dll"), .. Directory.GetFiles(from, "drums.*.json"), .. Directory.GetFiles(from, "libonnxruntime*.so*", SearchOption.AllDirectories)];
        foreach (string file in needed)
        {
            string to = Path.Combine(_folder["program"], Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return Path.Combine(_folder["program"], "drums.dll");
    }

    private static void Break(string library, string kind)
    {
        byte[] bytes = File.ReadAllBytes(library);
        File.Delete(library);
        byte[]? broken = kind switch
        {
            "missing" => null,
            "empty" => [],
            "cut short" => bytes[..(bytes.Length / 2)],
            "text" => "This is no library, but long enough for the header of one, and then some."u8.ToArray(),
            "another processor's" => With(bytes, 18, 183),
            "of a newer system" => OfANewerSystem(bytes),
            "without another library" => Replace(bytes, "libstdc++.so.6\0"u8, "libstdc+-.so.6\0"u8),
            _ => File.ReadAllBytes(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so")),
        };
        if (broken is not null)
        {
            File.WriteAllBytes(library, broken);
        }
    }

    private static byte[] With(byte[] bytes, int index, byte value)
    {
        bytes[index] = value;
        return bytes;
    }

    /// <summary>A version of the C library that is asked for is told by its name and by that name's hash (System V ABI, "Hash Table").</summary>
    private static byte[] OfANewerSystem(byte[] bytes)
    {
        byte[] renamed = Replace(bytes, "GLIBC_2.27\0"u8, "GLIBC_9.27\0"u8);
        return Replace(renamed, BitConverter.GetBytes(Hash("GLIBC_2.27"u8)), BitConverter.GetBytes(Hash("GLIBC_9.27"u8)));
    }

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        uint hash = 0;
        foreach (byte character in name)
        {
            hash = (hash << 4) + character;
            uint high = hash & 0xF0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }

    private static byte[] Replace(byte[] bytes, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement)
    {
        int found = 0;
        for (int at; (at = bytes.AsSpan(found).IndexOf(old)) >= 0; found += at + old.Length)
        {
            replacement.CopyTo(bytes.AsSpan(found + at));
        }

        Assert.NotEqual(0, found);
        return bytes;
    }
}

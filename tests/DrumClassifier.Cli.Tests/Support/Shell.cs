using System.Diagnostics;

namespace DrumClassification.Tests;

/// <summary>What only a shell can do: close streams, set limits, make pipes and names that are no text. For systems that have one.</summary>
internal static class Shell
{
    /// <summary>Runs a script in bash; <c>$DRUMS</c> in it is this build's program, <c>$1</c> … are the arguments.</summary>
    public static async Task<DrumsProcess> RunAsync(string script, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "bash is Unix's");
        string drums = $"DRUMS=\"dotnet {DrumsProcess.Assembly}\"\n{script}";
        return await DrumsProcess.RunProgramAsync("bash", ["-c", drums, "bash", .. arguments]);
    }

    /// <summary>Runs a script that must succeed.</summary>
    public static async Task DoAsync(string script, params string[] arguments)
    {
        DrumsProcess done = await RunAsync(script, arguments);
        Assert.True(done.ExitCode == 0, done.Error);
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DrumClassification.Tests;

/// <summary>A command that was installed from a feed with <c>dotnet tool install</c>, and is run by its name.</summary>
internal sealed class InstalledTool
{
    private readonly string _program;

    private InstalledTool(string program) => _program = program;

    /// <summary>Installs a tool into a folder of its own.</summary>
    /// <param name="package">Its package.</param>
    /// <param name="command">The name of its command.</param>
    /// <param name="folder">A folder whose NuGet settings are those to use; the tool lands in its folder <c>tools</c>.</param>
    /// <param name="feed">The folder with the package.</param>
    /// <param name="version">The package's version.</param>
    public static async Task<InstalledTool> InstallAsync(string package, string command, string folder, string feed, string version)
    {
        string tools = Path.Combine(folder, "tools");
        await DotNet.MustRunAsync(folder, "tool", "install", package, "--tool-path", tools, "--add-source", feed, "--version", version);
        return new InstalledTool(Path.Combine(tools, OperatingSystem.IsWindows() ? command + ".exe" : command));
    }

    /// <summary>Runs the command, which must succeed, and returns what it printed.</summary>
    public async Task<string> RunAsync(string folder, params string[] arguments)
    {
        ProcessStartInfo start = DotNet.StartInfo(_program, folder, arguments);

        // Where dotnet is not installed in the usual place, a program that was started by its name has to be told.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        (int exitCode, string output, string error) = await DotNet.RunAsync(start);
        Assert.True(exitCode == 0, $"{_program} {string.Join(' ', arguments)} ended with {exitCode}:\n{output}\n{error}");
        return output;
    }
}

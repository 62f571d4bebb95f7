using System.Globalization;
using System.Text;
using DrumClassification.Training.Data;

namespace DrumClassification.Training.Commands;

/// <summary>The arguments of <c>drumtrain train</c>.</summary>
internal sealed record TrainArguments(
    string[] Data,
    string Recipe,
    string? Architecture,
    SplitProtocol Split,
    string? Output,
    string? Table,
    int? Epochs,
    int Seed,
    string[] WithoutSources,
    string? Fixes,
    string[] SoftLabels,
    string[] Teachers,
    string? Calibration,
    string? WithValidation,
    bool WithTest,
    int? Threads,
    bool Restart)
{
    /// <summary>The command, with data sets by the name of their folder, so that no path of a machine gets into a model file.</summary>
    public string CommandLine
    {
        get
        {
            StringBuilder text = new("drumtrain train");
            foreach (string data in Data)
            {
                text.Append(CultureInfo.InvariantCulture, $" --data {Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(data)))}");
            }

            text.Append(CultureInfo.InvariantCulture, $" --recipe {Path.GetFileName(Recipe)}");
            text.Append(Architecture is null ? "" : $" --arch {Architecture}");
            text.Append(CultureInfo.InvariantCulture, $" --split {Split.ToString().ToLowerInvariant()}");
            text.Append(Epochs is null ? "" : string.Create(CultureInfo.InvariantCulture, $" --epochs {Epochs}"));
            text.Append(CultureInfo.InvariantCulture, $" --seed {Seed}");
            foreach (string source in WithoutSources)
            {
                text.Append(CultureInfo.InvariantCulture, $" --without-source {(source.Contains(' ', StringComparison.Ordinal) ? $"\"{source}\"" : source)}");
            }

            text.Append(Fixes is null ? "" : $" --fixes {Path.GetFileName(Fixes)}");
            foreach (string table in SoftLabels)
            {
                text.Append(CultureInfo.InvariantCulture, $" --soft-labels {Path.GetFileName(table)}");
            }

            foreach (string teacher in Teachers)
            {
                text.Append(CultureInfo.InvariantCulture, $" --teacher {Path.GetFileName(Path.GetDirectoryName(teacher))}/{Path.GetFileName(teacher)}");
            }

            text.Append(Calibration is null ? "" : $" --calibration {Path.GetFileName(Calibration)}");
            text.Append(Threads is null ? "" : string.Create(CultureInfo.InvariantCulture, $" --threads {Threads}"));
            text.Append(WithValidation is null ? "" : $" --with-validation {Path.GetFileName(WithValidation)}");
            return text.Append(WithTest ? " --with-test" : "").ToString();
        }
    }
}

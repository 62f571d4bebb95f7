using System.CommandLine;

namespace DrumClassification.Training.Commands;

/// <summary><c>--corrections</c>, the same for every command that reads labels.</summary>
internal sealed class CorrectionsOption : Option<FileInfo?>
{
    public CorrectionsOption()
        : base("--corrections", "--fixes")
    {
        Description = "A CSV file of label corrections: data,path,label,reason, where data is the data set's folder name, path as the manifest has it, and label a class, "
            + "'other', or 'drop'. Applied to train and validation rows of the split only: test rows always keep the labels they came with.";
    }
}

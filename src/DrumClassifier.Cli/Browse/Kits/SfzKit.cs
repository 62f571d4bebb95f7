using System.Globalization;
using System.Text;

namespace DrumClassification.Cli.Browse.Kits;

/// <summary>Kits in the SFZ format (version 1, which every player of it reads).</summary>
internal static class SfzKit
{
    /// <summary>The folder of the sounds, beside the .sfz file.</summary>
    public const string SampleFolder = "samples";

    /// <summary>Writes the kit's file.</summary>
    public static void Write(Stream stream, string title, IReadOnlyList<KitKey> keys)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        text.WriteLine($"// {string.Concat(title.Where(c => !char.IsControl(c)))}");
        text.WriteLine("<group> loop_mode=one_shot");
        foreach (KitKey key in keys)
        {
            string hats = key.IsHat ? " group=1 off_by=1" : "";

            // Last, because it ends with the line: names have spaces.
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"<region> key={key.Note}{hats} sample={SampleFolder}/{key.Sound.FileName}"));
        }
    }
}

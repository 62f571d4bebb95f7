using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace DrumClassification.Cli.Reporting;

/// <summary>
/// One page with its style, script and data inside; only the sounds themselves are referred to, relative to the page, unless they are
/// embedded. The rows are drawn by the script as they come into view, from about 1.3 kB of data each.
/// </summary>
internal static class HtmlReportWriter
{
    // Escapes what HTML could take for markup, and leaves the letters of all scripts as they are.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes the page as UTF-8.</summary>
    /// <param name="stream">Receives it.</param>
    /// <param name="heading">What it says about itself.</param>
    /// <param name="sounds">What it shows.</param>
    /// <param name="folder">Where the page will lie.</param>
    public static void Write(Stream stream, ReportHeading heading, IReadOnlyList<ReportSound> sounds, string folder)
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        string page = Resource("report.html")
            .Replace("{{title}}", WebUtility.HtmlEncode(heading.Title), StringComparison.Ordinal)
            .Replace("{{style}}", Resource("report.css"), StringComparison.Ordinal)
            .Replace("{{script}}", Resource("report.js"), StringComparison.Ordinal);
        string[] aroundData = page.Split("{{data}}");
        text.Write(aroundData[0]);
        text.Flush();
        WriteData(stream, heading, sounds, folder);
        text.Write(aroundData[1]);
    }

    private static void WriteData(Stream stream, ReportHeading heading, IReadOnlyList<ReportSound> sounds, string folder)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("created", heading.Created.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        json.WriteBoolean("interrupted", heading.Interrupted);
        json.WriteString("model", heading.Model.Source);
        json.WriteNumber("uncertainBelow", heading.UncertainBelow);
        json.WriteNumber("waveformColumns", SoundThumbnail.WaveformColumns);
        json.WriteNumber("spectrogramColumns", SoundThumbnail.SpectrogramColumns);
        json.WriteNumber("spectrogramBands", SoundThumbnail.SpectrogramBands);
        json.WriteStartArray("labels");
        foreach (string label in heading.Model.Labels)
        {
            json.WriteStringValue(label);
        }

        json.WriteEndArray();
        json.WriteStartArray("sounds");
        foreach (ReportSound sound in sounds)
        {
            WriteSound(json, sound, heading.Model.Labels, folder);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSound(Utf8JsonWriter json, ReportSound sound, IReadOnlyList<string> labels, string folder)
    {
        ReportEntry entry = sound.Entry;
        json.WriteStartObject();
        json.WriteString("path", entry.Path);
        if (entry.Destination is { } destination && destination != entry.Path)
        {
            json.WriteString("destination", destination);
        }

        if (entry.Classification is { } found)
        {
            json.WriteNumber("label", labels.TakeWhile(label => label != found.Label).Count());
            json.WriteBoolean("uncertain", found.IsUncertain);
            json.WriteStartArray("probabilities");
            foreach (LabelProbability p in found.Probabilities)
            {
                json.WriteNumberValue(MathF.Round(p.Probability, 4));
            }

            json.WriteEndArray();
        }

        if (entry.Outcome is { } outcome)
        {
            json.WriteString("outcome", outcome);
        }

        if (entry.Reason is { } reason)
        {
            json.WriteString("reason", reason);
        }

        if (sound.Thumbnail is { } thumbnail)
        {
            json.WriteNumber("seconds", Math.Round(thumbnail.Duration.TotalSeconds, 3));
            json.WriteNumber("rate", thumbnail.SampleRate);
            json.WriteBase64String("picture", thumbnail.Data);
            json.WriteString("audio", sound.EmbeddedAudio ?? FileUrl.Relative(folder, entry.Location));
        }

        json.WriteEndObject();
    }

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

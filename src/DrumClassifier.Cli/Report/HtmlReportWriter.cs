using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using DrumClassification.Cli.Results;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Report;

/// <summary>
/// One page with its style, script and data inside; only the sounds themselves are referred to, relative to the page, unless they are
/// embedded. The rows are drawn by the script as they come into view, from about 1.3 kB of data each.
/// </summary>
internal static partial class HtmlReportWriter
{
    // Escapes what HTML could take for markup, and leaves the letters of all scripts as they are.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    // They share one scope, in this order.
    private static readonly string[] Scripts = ["pictures.js", "report.filters.js", "report.rows.js", "report.pictures.js", "report.player.js"];

    /// <summary>Writes the page as UTF-8.</summary>
    /// <param name="stream">Receives it.</param>
    /// <param name="heading">What it says about itself.</param>
    /// <param name="sounds">What it shows.</param>
    /// <param name="folder">Where the page will lie.</param>
    public static void Write(Stream stream, ReportHeading heading, IReadOnlyList<ReportSound> sounds, string folder)
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        string template = Resource("report.html");
        int next = 0;

        // In one pass: what a value holds is never looked at again, so that a folder may be called "{{data}}".
        foreach (Match place in Place().Matches(template))
        {
            text.Write(template.AsSpan(next, place.Index - next));
            next = place.Index + place.Length;
            switch (place.Groups[1].Value)
            {
                case "title":
                    text.Write(WebUtility.HtmlEncode(Printable.Of(heading.Title)));
                    break;
                case "style":
                    text.Write(Resource("common.css") + Resource("report.css"));
                    break;
                case "script":
                    text.Write(Export().Replace(string.Concat(Scripts.Select(Resource)), ""));
                    break;
                case "data":
                    text.Flush();
                    WriteData(stream, heading, sounds, folder);
                    break;
                default:
                    throw new InvalidOperationException($"The page has a place for '{place.Value}', which nothing fills.");
            }
        }

        text.Write(template.AsSpan(next));
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Place();

    // One of them is a module elsewhere; here all share one scope.
    [GeneratedRegex("^export ", RegexOptions.Multiline)]
    private static partial Regex Export();

    private static void WriteData(Stream stream, ReportHeading heading, IReadOnlyList<ReportSound> sounds, string folder)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("created", heading.Created.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        json.WriteBoolean("interrupted", heading.Interrupted);
        json.WriteString("model", Printable.Of(heading.Model.Source));
        json.WriteNumber("uncertainBelow", heading.UncertainBelow);

        // A backslash is part of a name if it does not separate folders, and may be the beginning of what is shown for a control character.
        json.WriteString("separators", OperatingSystem.IsWindows() ? @"/\" : "/");
        json.WriteNumber("waveformColumns", SoundThumbnail.WaveformColumns);
        json.WriteNumber("spectrogramColumns", SoundThumbnail.SpectrogramColumns);
        json.WriteNumber("spectrogramBands", SoundThumbnail.SpectrogramBands);
        json.WriteStartArray("labels");
        foreach (string label in heading.Model.Labels)
        {
            json.WriteStringValue(Printable.Of(label));
        }

        json.WriteEndArray();
        WriteKinds(json, heading.Model);
        json.WriteStartArray("sounds");
        foreach (ReportSound sound in sounds)
        {
            WriteSound(json, sound, heading.Model, folder);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteKinds(Utf8JsonWriter json, ModelInfo model)
    {
        json.WriteStartArray("kinds");
        foreach (ModelKind kind in model.Kinds)
        {
            json.WriteStartObject();
            json.WriteString("name", Printable.Of(kind.Name));
            if (kind.Label is { } label)
            {
                json.WriteNumber("label", IndexOf(model.Labels, label));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static int IndexOf(IEnumerable<string> names, string name) => names.TakeWhile(other => other != name).Count();

    private static void WriteSound(Utf8JsonWriter json, ReportSound sound, ModelInfo model, string folder)
    {
        ReportEntry entry = sound.Entry;
        json.WriteStartObject();
        // The page shows these and nothing else; where the sound lies is said below.
        json.WriteString("path", Printable.Of(entry.Path));
        if (entry.Destination is { } destination && destination != entry.Path)
        {
            json.WriteString("destination", Printable.Of(destination));
        }

        if (entry.Classification is { } found)
        {
            json.WriteNumber("label", IndexOf(model.Labels, found.Label));
            json.WriteBoolean("uncertain", found.IsUncertain);
            if (UncertainText.Words(found) is { } words)
            {
                json.WriteString("instead", words);
            }

            if (found.Kind is { } kind)
            {
                json.WriteNumber("kind", IndexOf(model.Kinds.Select(known => known.Name), kind.Name));
                json.WriteNumber("kindProbability", MathF.Round(kind.Probability, 4));
                json.WriteBoolean("kindUncertain", kind.IsUncertain);
                json.WriteBoolean("percussion", Answer.PercussionOf(found) is not null);
            }

            if (entry.Names is { Named: not null } names)
            {
                json.WriteString("named", names.NamedWords);
                json.WriteString("heard", Answer.Of(names.Heard).Name);
                json.WriteBoolean("misnamed", names.IsContradicted);
            }

            if (found.Warnings.Count > 0)
            {
                json.WriteString("warning", Printable.Of(string.Join(' ', found.Warnings)));
            }

            json.WriteStartArray("probabilities");
            foreach (LabelProbability p in found.Probabilities)
            {
                json.WriteNumberValue(MathF.Round(p.Probability, 4));
            }

            json.WriteEndArray();
        }

        if (entry.IsLeftAlone)
        {
            json.WriteBoolean("alone", true);
        }

        if (entry.Outcome is { } outcome)
        {
            json.WriteString("outcome", outcome);
        }

        if (entry.Reason is { } reason)
        {
            json.WriteString("reason", Printable.Of(reason));
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

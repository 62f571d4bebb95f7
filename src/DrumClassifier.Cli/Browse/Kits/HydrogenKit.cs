using System.Globalization;
using System.Text;
using System.Xml;

namespace DrumClassification.Cli.Browse.Kits;

/// <summary>Kits of the drum machine Hydrogen (0.9.7 and later).</summary>
internal static class HydrogenKit
{
    /// <summary>What Hydrogen looks for in a kit's folder.</summary>
    public const string FileName = "drumkit.xml";

    private const string Namespace = "http://www.hydrogen-music.org/drumkit";

    /// <summary>Writes the kit's file.</summary>
    public static void Write(Stream stream, string title, IReadOnlyList<KitKey> keys)
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = true });
        xml.WriteStartElement("drumkit_info", Namespace);
        Values(xml, ("name", title), ("author", ""), ("info", "Made by drums."), ("license", ""));
        xml.WriteStartElement("componentList", Namespace);
        xml.WriteStartElement("drumkitComponent", Namespace);
        Values(xml, ("id", "0"), ("name", "Main"), ("volume", "1"));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("instrumentList", Namespace);
        for (int i = 0; i < keys.Count; i++)
        {
            Instrument(xml, i, keys[i]);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Instrument(XmlWriter xml, int id, KitKey key)
    {
        xml.WriteStartElement("instrument", Namespace);
        Values(
            xml,
            ("id", Text(id)), ("name", Path.GetFileNameWithoutExtension(key.Sound.FileName)), ("volume", "1"), ("isMuted", "false"), ("pan_L", "1"), ("pan_R", "1"),
            ("randomPitchFactor", "0"), ("gain", "1"), ("filterActive", "false"), ("filterCutoff", "1"), ("filterResonance", "0"),
            ("Attack", "0"), ("Decay", "0"), ("Sustain", "1"), ("Release", "1000"), ("muteGroup", key.IsHat ? "1" : "-1"),
            ("midiOutChannel", "-1"), ("midiOutNote", Text(key.Note)));
        xml.WriteStartElement("instrumentComponent", Namespace);
        Values(xml, ("component_id", "0"), ("gain", "1"));
        xml.WriteStartElement("layer", Namespace);
        Values(xml, ("filename", key.Sound.FileName), ("min", "0"), ("max", "1"), ("gain", "1"), ("pitch", "0"));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Values(XmlWriter xml, params (string Name, string Value)[] values)
    {
        foreach ((string name, string value) in values)
        {
            xml.WriteElementString(name, Namespace, value);
        }
    }
}

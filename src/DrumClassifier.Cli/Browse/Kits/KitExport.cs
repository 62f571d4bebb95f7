using DrumClassification.Cli.Sort;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Steps;
using DrumClassification.Library.Storage;
using DrumClassification.Synthesis;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Browse.Kits;

/// <summary>Puts chosen sounds into a new folder: copies, hard links, or a kit for a sampler. The originals stay, and nothing is overwritten.</summary>
internal static class KitExport
{
    private const int MostInKit = KitNotes.Most;

    /// <summary>Exports.</summary>
    /// <exception cref="DrumClassifierException">The folder is not new, or there are more sounds than a kit has keys.</exception>
    public static WorkEnd Run(IFileSystem fileSystem, BrowseLibrary library, ExportRequest wanted, WorkProgress progress, CancellationToken cancellationToken)
    {
        bool isKit = wanted.Form is "sfz" or "hydrogen";
        if (!isKit && wanted.Form is not ("copy" or "link"))
        {
            throw new DrumClassifierException("Sounds can be exported as copies, links, an SFZ kit or a Hydrogen kit.");
        }

        string folder = OutputPath.Check(wanted.Folder);
        List<SoundLine> sounds = SoundAccess.TryFind(library, wanted.Ids);
        if (isKit && sounds.Count > MostInKit)
        {
            throw new DrumClassifierException($"A kit has keys for {MostInKit} sounds; {sounds.Count} are chosen.");
        }

        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new DrumClassifierException($"'{folder}' is there already; name a new folder.");
        }

        progress.Begin(sounds.Count);
        string inner = wanted.Form == "sfz" ? Path.Combine(folder, SfzKit.SampleFolder) : folder;
        fileSystem.CreateFolder(inner);
        var runner = new StepRunner(fileSystem);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var kit = new List<KitSound>();
        foreach (SoundLine sound in sounds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool isDecoded = isKit && !IsForSamplers(sound);
            string name = FreeName(names, KitName(sound, isKit, isDecoded));
            string path = Path.Combine(inner, name);
            if (isDecoded)
            {
                WavFile.WriteNew(path, AudioDecoder.DecodeFile(sound.Path));
            }
            else
            {
                runner.Run(TransferStep.For(kit.Count + 1, wanted.Form == "link" ? TransferKind.Link : TransferKind.Copy, sound.Path, path));
            }

            kit.Add(new KitSound(name, sound));
            progress.Advance();
        }

        string title = Path.GetFileName(folder);
        if (wanted.Form == "sfz")
        {
            WriteNew(Path.Combine(folder, FileNames.Shorten(FileNames.Portable(title), ".sfz")), stream => SfzKit.Write(stream, title, KitNotes.Assign(kit)));
        }
        else if (wanted.Form == "hydrogen")
        {
            WriteNew(Path.Combine(folder, HydrogenKit.FileName), stream => HydrogenKit.Write(stream, title, KitNotes.Assign(kit)));
        }

        return new WorkEnd(Printable.Of($"{Numbers.Count(kit.Count, "sound")} in '{folder}'."));
    }

    // What SFZ players and Hydrogen read without asking for more.
    private static bool IsForSamplers(SoundLine sound) => sound.Format is "FLAC" or "Ogg Vorbis" or "AIFF" || (sound.Format == "WAV" && sound.IsLossless);

    private static string KitName(SoundLine sound, bool isKit, bool isDecoded)
    {
        string name = Path.GetFileName(sound.Path);
        if (!isKit)
        {
            return name;
        }

        // In SFZ an equals sign begins a value.
        string stem = FileNames.Portable(Path.GetFileNameWithoutExtension(name)).Replace('=', '_').Replace('$', '_');
        return stem + (isDecoded ? ".wav" : Path.GetExtension(name));
    }

    private static string FreeName(HashSet<string> names, string name)
    {
        string candidate = name;
        for (int number = 2; !names.Add(candidate); number++)
        {
            candidate = FileNames.Shorten(Path.GetFileNameWithoutExtension(name), $" ({number}){Path.GetExtension(name)}");
        }

        return candidate;
    }

    private static void WriteNew(string path, Action<Stream> write)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        write(stream);
    }
}

/// <summary>A sound of a kit.</summary>
/// <param name="FileName">Its file in the kit.</param>
/// <param name="Sound">What is known of it.</param>
internal sealed record KitSound(string FileName, SoundLine Sound);

using DrumClassification.Synthesis;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Neighbours;

/// <summary>
/// Draws folders as people have them: a kit, parts of kits together, one class from many kits with a few strays, and anything. Which share each has is a guess
/// about the world; the cross-validation reports them apart.
/// </summary>
internal sealed class FolderSampler
{
    private const int MostKitsTogether = 6;
    private const double MostStrays = 0.15;

    private readonly HeardSound[] _all;
    private readonly HeardSound[][] _kits;
    private readonly HeardSound[][] _classes;
    private readonly NeighbourSettings _settings;

    /// <param name="sounds">The sounds that are drawn from; those that take no part are not.</param>
    /// <exception cref="DataSetException">There are too few.</exception>
    public FolderSampler(IEnumerable<HeardSound> sounds, NeighbourSettings settings)
    {
        _settings = settings;
        _all = [.. sounds.Where(sound => sound.TakesPart)];
        _kits = [.. _all.GroupBy(sound => sound.Folder).Select(kit => kit.ToArray())];
        if (_all.Length < settings.FewestSounds)
        {
            throw new DataSetException($"Folders of {settings.FewestSounds} sounds cannot be drawn from {_all.Length}.");
        }

        _classes = [.. _all.GroupBy(sound => sound.Class).OrderBy(group => group.Key).Select(group => group.ToArray())];
    }

    /// <summary>The sounds of one folder, <see cref="NeighbourSettings.FewestSounds"/> to <see cref="NeighbourSettings.MostSounds"/> of them.</summary>
    public HeardSound[] Draw(Random random)
    {
        while (true)
        {
            int size = (int)Math.Round(random.WithinLog(_settings.FewestSounds, _settings.MostSounds));
            double what = random.NextDouble();
            double kits = _settings.KitShare;
            IEnumerable<HeardSound> drawn = what < kits ? Kit(random)
                : what < kits + _settings.SeveralKitsShare ? SeveralKits(random, size)
                : what < kits + _settings.SeveralKitsShare + _settings.OneClassShare ? OneClass(random, size)
                : random.GetItems(_all, size);
            HeardSound[] folder = [.. drawn.Distinct()];
            random.Shuffle(folder);
            folder = what < kits && random.Happens(0.5) ? folder[..Math.Min(folder.Length, _settings.MostSounds)] : folder[..Math.Min(folder.Length, size)];
            if (folder.Length >= _settings.FewestSounds)
            {
                return folder;
            }
        }
    }

    /// <summary>Large kits are drawn more often, but not as often as they have sounds.</summary>
    private HeardSound[] Kit(Random random)
    {
        HeardSound[] one = _kits[random.Next(_kits.Length)];
        HeardSound[] another = random.GetItems(_all, 1);
        return random.Happens(0.5) ? one : _kits.First(kit => kit[0].Folder == another[0].Folder);
    }

    private IEnumerable<HeardSound> SeveralKits(Random random, int size)
    {
        int kits = random.Next(2, MostKitsTogether + 1);
        return Enumerable.Range(0, kits).SelectMany(_ => random.GetItems(Kit(random), Math.Max(1, size / kits)));
    }

    private HeardSound[] OneClass(Random random, int size)
    {
        double strays = random.Within(0, MostStrays);
        HeardSound[] own = _classes[random.Next(_classes.Length)];
        return [.. random.GetItems(own, size).Select(sound => random.Happens(strays) ? random.GetItems(_all, 1)[0] : sound)];
    }
}

namespace DrumClassification.Tests.Decoding;

/// <summary>Pages of Ogg files: woven, chained, lost and damaged ones.</summary>
public sealed class OggFramingTests
{
    private static readonly AudioDecodeOptions ManagedOnly = new() { UseLibsndfile = false };
    private static readonly byte[] Mono = EncodedSounds.Read("mono.ogg");
    private static readonly byte[] Stereo = EncodedSounds.Read("stereo.ogg");
    private static readonly byte[] Opus = EncodedSounds.Read("mono.opus");
    private static readonly float[] MonoSamples = Decode(Mono).Samples.ToArray();

    [Fact]
    public void A_tag_before_it_is_passed_over()
    {
        byte[] tag = [.. "ID3\u0004\0\0\0\0\u0001\0"u8, .. new byte[128]];
        Assert.Equal(MonoSamples, Decode([.. tag, .. Mono]).Samples.ToArray());
        Assert.Equal(Decode(Opus).Samples, Decode([.. tag, .. Opus]).Samples);
        Assert.Equal(MonoSamples, AudioDecoder.Decode(new ForwardOnlyStream([.. tag, .. Mono], 9), ManagedOnly).Samples.ToArray());
    }

    [Fact]
    public void Of_streams_that_are_woven_into_each_other_the_sound_is_taken()
    {
        List<byte[]> pages = OggFile.Pages(Mono);
        List<byte[]> woven = [OggFile.Page(99, 0, 2, [0x80, .. "theora"u8, 3, 2, 1]), pages[0], OggFile.Page(98, 0, 2, "fishead\0"u8.ToArray())];
        for (int i = 1; i < pages.Count; i++)
        {
            woven.Add(OggFile.Page(99, i, 0, new byte[200]));
            woven.Add(pages[i]);
            woven.Add(OggFile.Page(98, i, i == 2 ? 4 : 0, new byte[3]));
        }

        AudioClip clip = Decode([.. woven.SelectMany(page => page)]);
        Assert.Equal(MonoSamples, clip.Samples.ToArray());
        Assert.Empty(clip.Source!.Warnings);
    }

    [Fact]
    public void Of_two_sounds_woven_into_each_other_the_first_is_taken()
    {
        List<byte[]> first = OggFile.Pages(Mono);
        List<byte[]> second = [.. OggFile.Pages([.. Mono]).Select(page => WithSerial(page, 5))];
        byte[] file = [.. first.Zip(second).SelectMany(pair => (byte[])[.. pair.First, .. pair.Second])];
        Assert.Equal(MonoSamples, Decode(file).Samples.ToArray());
    }

    [Fact]
    public void Chained_sounds_of_one_kind_are_one_sound()
    {
        byte[] second = [.. OggFile.Pages(Mono).SelectMany(page => WithSerial(page, 5))];
        AudioClip clip = Decode([.. Mono, .. second, .. Mono]);
        Assert.Equal([.. MonoSamples, .. MonoSamples, .. MonoSamples], clip.Samples.ToArray());
        Assert.Empty(clip.Source!.Warnings);

        float[] opus = Decode(Opus).Samples.ToArray();
        Assert.Equal([.. opus, .. opus], Decode([.. Opus, .. Opus]).Samples.ToArray());
    }

    [Fact]
    public void Chained_sounds_of_another_kind_end_it_with_a_warning()
    {
        AudioClip clip = Decode([.. Mono, .. Stereo]);
        Assert.Equal(MonoSamples, clip.Samples.ToArray());
        Assert.Contains("2 channels", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_page_says_how_long_it_is()
    {
        List<byte[]> pages = OggFile.Pages(Mono);
        BitConverter.TryWriteBytes(pages[^1].AsSpan(6), 3900L);
        byte[] shorter = [.. pages[..^1].SelectMany(page => page), .. OggWriter.Seal(pages[^1])];
        Assert.Equal(MonoSamples[..3900], Decode(shorter).Samples.ToArray());

        pages = OggFile.Pages(Opus);
        float[] opus = Decode(Opus).Samples.ToArray();
        BitConverter.TryWriteBytes(pages[^1].AsSpan(6), 312 + 3900L);
        shorter = [.. pages[..^1].SelectMany(page => page), .. OggWriter.Seal(pages[^1])];
        Assert.Equal(opus[..3900], Decode(shorter).Samples.ToArray());
    }

    [Theory]
    [InlineData("mono.ogg")]
    [InlineData("mono.opus")]
    public void A_file_without_its_end_is_read_as_far_as_it_goes(string name)
    {
        // Several pages of sound: the page that is there is cut into two.
        byte[] whole = EncodedSounds.Read(name);
        List<byte[]> pages = Split(OggFile.Pages(whole));
        float[] samples = Decode(whole).Samples.ToArray();
        Assert.Equal(samples, Decode([.. pages.SelectMany(page => page)]).Samples.ToArray());

        AudioClip clip = Decode([.. pages[..^1].SelectMany(page => page), .. pages[^1][..^20]]);
        Assert.Equal(samples[..clip.Samples.Length], clip.Samples.ToArray());
        Assert.InRange(clip.Samples.Length, 500, samples.Length - 1);
        Assert.Contains(clip.Source!.Warnings, warning => warning.Contains("truncated", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mono.ogg")]
    [InlineData("mono.opus")]
    public void A_damaged_page_is_passed_over(string name)
    {
        List<byte[]> pages = Split(OggFile.Pages(EncodedSounds.Read(name)));
        pages[^2][^5] ^= 0x10;
        AudioClip clip = Decode([.. pages.SelectMany(page => page)]);
        Assert.InRange(clip.Samples.Length, 100, 3999);
        Assert.Contains(clip.Source!.Warnings, warning => warning.Contains("damaged", StringComparison.Ordinal));
    }

    [Fact]
    public void Junk_between_pages_is_passed_over()
    {
        List<byte[]> pages = OggFile.Pages(Mono);
        AudioClip clip = Decode([.. pages[0], .. "OggSjunk"u8, .. pages[1..].SelectMany(page => page)]);
        Assert.Equal(MonoSamples, clip.Samples.ToArray());
        Assert.Contains("damaged", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_or_not_known_is_said()
    {
        Assert.Contains("Theora", Refused<UnsupportedAudioException>(OggFile.Page(1, 0, 2, [0x80, .. "theora"u8])), StringComparison.Ordinal);
        Assert.Contains("Speex", Refused<UnsupportedAudioException>(OggFile.Page(1, 0, 2, [.. "Speex   1.2"u8])), StringComparison.Ordinal);
        Refused<CorruptAudioException>([.. "OggS"u8, .. new byte[100]]);
        Refused<CorruptAudioException>(OggFile.Pages(Mono)[0]);
        Refused<CorruptAudioException>(OggFile.Pages(Opus)[0]);
    }

    [Fact]
    public void The_entry_for_other_containers_reads_no_further_than_told()
    {
        byte[] file = [.. "container"u8, .. Mono, .. Mono];
        using AudioInput input = new(new MemoryStream(file));
        input.SeekTo(9);
        using AudioReader reader = OggReader.Open(input, ManagedOnly, Mono.Length);
        Assert.Equal(MonoSamples, AudioDecoder.ReadAll(reader, ManagedOnly).Samples.ToArray());
    }

    private static AudioClip Decode(byte[] file) => AudioDecoder.Decode(new MemoryStream(file), ManagedOnly);

    private static string Refused<TException>(byte[] file)
        where TException : Exception
        => Assert.Throws<TException>(() => Decode(file)).Message;

    private static byte[] WithSerial(byte[] page, byte serial)
    {
        page[14] ^= serial;
        return OggWriter.Seal(page);
    }

    // The last page's packets on two pages; the first of them does not say where it ends.
    private static List<byte[]> Split(List<byte[]> pages)
    {
        byte[] last = pages[^1];
        int segments = last[26];
        int half = segments / 2;
        while (last[27 + half - 1] == 255)
        {
            half--;
        }

        int size = last.Skip(27).Take(half).Sum(lacing => lacing);
        byte[] body = last[(27 + segments)..];
        byte[] first = [.. last[..27], .. last[27..(27 + half)], .. body[..size]];
        first[5] &= 0xFB;
        first.AsSpan(6, 8).Fill(0xFF);
        first[26] = (byte)half;
        byte[] second = [.. last[..27], .. last[(27 + half)..(27 + segments)], .. body[size..]];
        second[18]++;
        second[26] = (byte)(segments - half);
        return [.. pages[..^1], OggWriter.Seal(first), OggWriter.Seal(second)];
    }
}

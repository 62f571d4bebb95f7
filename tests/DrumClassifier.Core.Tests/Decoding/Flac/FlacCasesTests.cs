using System.Security.Cryptography;

namespace DrumClassification.Tests.Decoding;

/// <summary>The IETF CELLAR group's FLAC decoder test files, as many as the shared folder has.</summary>
public sealed class FlacCasesTests
{
    [Fact]
    public void Files_of_the_suite_decode_to_the_last_bit()
    {
        string[] files = [.. Directory.EnumerateFiles(SharedData.Require("cases/flac"), "*.flac").Where(path => !Path.GetFileName(path).StartsWith("faulty", StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        foreach (string path in files)
        {
            using AudioInput input = new(File.OpenRead(path));
            using FlacStream stream = FlacStream.Open(input);
            (string md5, long samples) = Hash(stream);
            Assert.Empty(stream.Warnings);
            if (stream.Info is { TotalSamples: > 0 } info)
            {
                Assert.Equal(Convert.ToHexString(info.Md5.Span), md5);
                Assert.Equal(info.TotalSamples, samples);
            }

            AudioClip clip = AudioDecoder.DecodeFile(path, new() { UseLibsndfile = false });
            Assert.Equal(samples, clip.Samples.Length);
        }
    }

    [Theory]
    [InlineData("faulty_04 - wrong number of channels.flac", 97391, "5 channels")]
    [InlineData("faulty_06 - missing streaminfo metadata block.flac", 69743, "STREAMINFO")]
    [InlineData("faulty_11 - incorrect metadata block length.flac", 64559, "passed over")]
    [InlineData("uncommon_02 - increasing number of channels.flac", 638856, "channels changes")]
    [InlineData("uncommon_10 - file starting at frame header.flac", 664669, "STREAMINFO")]
    public void Faulty_files_give_what_is_in_them_and_a_warning(string name, int samples, string warning)
    {
        AudioClip clip = AudioDecoder.DecodeFile(SharedData.Require(Path.Combine("cases/flac", name)), new() { UseLibsndfile = false });
        Assert.Equal(samples, clip.Samples.Length);
        Assert.Contains(warning, Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_starts_at_a_frame_decodes_to_the_last_bit()
    {
        using AudioInput input = new(File.OpenRead(SharedData.Require("cases/flac/uncommon_10 - file starting at frame header.flac")));
        using FlacStream stream = FlacStream.Open(input);

        // What ffmpeg 7.1 makes of it.
        Assert.Equal("90EDC1BF846F6E28E84F7EC4B63EDEC9", Hash(stream).Md5);
    }

#pragma warning disable CA5351 // FLAC's checksum is MD5; nothing depends on it being hard to forge.
    private static (string Md5, long Samples) Hash(FlacStream stream)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        long samples = 0;
        while (stream.MoveNext())
        {
            int size = (stream.Frame.BitsPerSample + 7) / 8;
            byte[] bytes = new byte[stream.Frame.Header.BlockSize * stream.Frame.Header.Channels * size];
            int at = 0;
            for (int i = 0; i < stream.Frame.Header.BlockSize; i++)
            {
                for (int channel = 0; channel < stream.Frame.Header.Channels; channel++)
                {
                    for (int k = 0; k < size; k++)
                    {
                        bytes[at++] = (byte)(stream.Frame.Channel(channel)[i] >> (8 * k));
                    }
                }
            }

            hash.AppendData(bytes);
            samples += stream.Frame.Header.BlockSize;
        }

        return (Convert.ToHexString(hash.GetHashAndReset()), samples);
    }
#pragma warning restore CA5351
}

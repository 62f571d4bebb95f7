using System.Globalization;
using DrumClassification.Cli.Scale;

namespace DrumClassification.Tests.Scale;

public sealed class ShardTests
{
    /// <summary>What any program with SHA-256 says, so that other tools can tell where a file is.</summary>
    [Theory]
    [InlineData("Samples/kick.wav", "712e6410870b06c3acce4a329f23a3d0", 3)]
    [InlineData("Schläge/🥁.wav", "c7b7de88263aa67a25311c0cd31c641c", 2)]
    [InlineData("a", "ca978112ca1bbdcafac231b39a23dc4d", 2)]
    public void A_file_is_in_the_shard_that_the_SHA256_of_its_path_says(string path, string fingerprint, int shardOfEight)
    {
        var found = PathFingerprint.Of(path);
        Assert.Equal(fingerprint, found.Value.ToString("x32", CultureInfo.InvariantCulture));
        Assert.True(new Shard(shardOfEight, 8).Holds(found));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void Shards_are_a_partition_of_about_equal_parts(int count)
    {
        const int Paths = 20_000;
        int[] sizes = new int[count];
        for (int i = 0; i < Paths; i++)
        {
            var path = PathFingerprint.Of(string.Create(CultureInfo.InvariantCulture, $"Kit {i / 100}/{i}.wav"));
            int[] holding = [.. Enumerable.Range(0, count).Where(index => new Shard(index, count).Holds(path))];
            sizes[Assert.Single(holding)]++;
        }

        // Six standard deviations of a fair draw.
        double mean = (double)Paths / count;
        Assert.All(sizes, size => Assert.InRange(size, mean - (6 * Math.Sqrt(mean)), mean + (6 * Math.Sqrt(mean))));
    }
}

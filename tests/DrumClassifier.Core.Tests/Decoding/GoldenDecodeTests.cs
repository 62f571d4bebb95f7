namespace DrumClassification.Tests.Decoding;

public sealed class GoldenDecodeTests
{
    [Theory]
    [InlineData("u8")]
    [InlineData("s16")]
    [InlineData("s24")]
    [InlineData("s32")]
    [InlineData("f32")]
    [InlineData("f64")]
    public void Decoding_gives_exactly_the_samples_that_librosa_loads(string name)
    {
        string path = SharedData.Require($"golden/decode_{name}.wav");
        float[] expected = NpyFile.Read(SharedData.Require($"golden/decode_{name}.npy")).ToFloats();
        AudioClip clip = AudioDecoder.DecodeFile(path);
        Assert.Equal(44100, clip.SampleRate);
        Assert.Equal(expected, clip.Samples.ToArray());
    }
}

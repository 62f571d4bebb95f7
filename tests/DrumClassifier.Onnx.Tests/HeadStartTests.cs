namespace DrumClassification.Tests;

public class HeadStartTests
{
    [Fact]
    public void The_manifest_that_it_reads_without_a_session_is_the_models()
    {
        ModelManifest read = HeadStart.ReadManifest(ModelFile.Embedded().Bytes);
        using IDrumClassifier classifier = DrumClassifier.Create();
        Assert.Equal(classifier.Model.FrontEnd, read.FrontEnd);
        Assert.Equal(classifier.Model.Labels, read.Labels);
    }

    [Fact]
    public void The_sound_that_it_rehearses_with_is_one_that_decoder_and_gate_let_through()
    {
        SoundPreparer preparer = new(HeadStart.ReadManifest(ModelFile.Embedded().Bytes).FrontEnd, new DrumClassifierOptions());
        using MemoryStream wav = new(HeadStart.Wav());
        using SoundCollector sound = preparer.Collect(wav);
        float[] output = new float[preparer.OutputLength];
        Assert.Equal(UncertainReason.None, preparer.Prepare(sound, output).Reason);
        Assert.Equal(0.1, sound.Seconds, 1e-3);
        Assert.Contains(output, value => value > 0);
        Assert.Contains(output, value => value <= 0);
    }

    [Fact]
    public void What_is_to_follow_follows()
    {
        using ManualResetEventSlim followed = new();
        HeadStart.Begin(followed.Set);
        Assert.True(followed.Wait(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_file_without_a_manifest_is_an_error_of_ours() =>
        Assert.Throws<InvalidModelException>(() => HeadStart.ReadManifest([8, 9, 114, 4, 10, 2, 97, 98]));
}

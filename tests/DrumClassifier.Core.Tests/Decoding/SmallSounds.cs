namespace DrumClassification.Tests.Decoding;

/// <summary>One small file of every kind that managed code decodes: what fuzzing starts from.</summary>
internal static class SmallSounds
{
    public static IEnumerable<byte[]> All()
    {
        float[] sound = TestSounds.Hit(48);
        foreach (WavEncoding encoding in Enum.GetValues<WavEncoding>())
        {
            yield return WavWriter.ToBytes(sound, 44100, 1 + ((int)encoding % 2), encoding);
        }

        byte[] data = new byte[96];
        new Random(3).NextBytes(data);
        byte[] sizes = new byte[28];
        sizes[8] = 96;
        yield return ChunkFile.Wav().AddExtensibleFormat(1, 2, 48000, 24, 20).Add("data", data).Add("LIST", new byte[9]).ToBytes();
        yield return ChunkFile.Wav().Add("LIST", new byte[5]).Add("data", data).AddFormat(1, 1, 8000, 16).ToBytes();
        yield return ChunkFile.Wav("RF64").Add("ds64", sizes).AddFormat(1, 1, 44100, 16).Add("data", data, 0xFFFFFFFF).ToBytes(0xFFFFFFFF);
        yield return ChunkFile.Wav("RIFX").AddFormat(1, 1, 44100, 16).Add("data", data).ToBytes();
        yield return ChunkFile.Aiff().AddCommon(1, 48, 16, 44100).AddSound(data).ToBytes();
        yield return ChunkFile.Aiff().AddSound(data).AddCommon(2, 16, 24, 48000).ToBytes();
        yield return ChunkFile.Aiff(true).Add("FVER", new byte[4]).AddCommon(1, 48, 16, 44100, "sowt").AddSound(data).ToBytes();
        yield return ChunkFile.Aiff(true).AddCommon(1, 12, 64, 44100, "fl64").AddSound(new byte[96]).ToBytes();
        yield return ContainerWriter.Au(data);
        yield return ContainerWriter.Au(data, encoding: 27, channels: 2, bigEndian: false);
        yield return ContainerWriter.Caf(data);
        yield return ContainerWriter.Caf(data, flags: 3, packetSize: 8, channels: 2, bits: 32, size: -1);
        yield return ContainerWriter.Caf(new byte[2 * 34], "ima4", packetSize: 34, bits: 0);
        yield return ContainerWriter.Wave64(data, bits: 24);
        yield return ContainerWriter.Ircam(data);
        yield return ContainerWriter.Htk(data);
        yield return ContainerWriter.Pvf(data);
        yield return ContainerWriter.Avr(data, frames: 48);
        yield return ContainerWriter.Paf(data);
        yield return ContainerWriter.Svx(data, octaves: 2, oneShot: 64);
        yield return ContainerWriter.Sphere(data, "channel_count -i 1\nsample_rate -i 16000\nsample_n_bytes -i 2\nsample_count -i 48\n");
        yield return ContainerWriter.Voc(
            ContainerWriter.VocSound(data), ContainerWriter.VocBlock(3, [9, 0, 0]), ContainerWriter.VocBlock(2, data), ContainerWriter.VocBlock(5, [65]));
        yield return ContainerWriter.Voc(ContainerWriter.VocBlock(8, [0xA9, 0xF4, 0, 1]), ContainerWriter.VocBlock(1, [0, 0, .. data]));
        yield return AdpcmWriter.ImaWav(TestSounds.Hit(200), 2, 64);
        yield return AdpcmWriter.MicrosoftWav(TestSounds.Hit(200), 1, 40);
        yield return ChunkFile.Aiff(true).AddCommon(1, 3, 16, 44100, "ima4").AddSound(AdpcmWriter.Apple(TestSounds.Hit(192), 1)).ToBytes();
    }
}

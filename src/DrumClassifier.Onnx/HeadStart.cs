using System.Buffers.Binary;
using System.Text;

namespace DrumClassification;

/// <summary>
/// Does on other threads what the first sound would have to wait for, for a program that has something else to do meanwhile, such as reading its command
/// line: it starts ONNX Runtime, and takes a short sound through decoder and front end, which are compiled by that and have their tables then.
/// </summary>
internal static class HeadStart
{
    private const int SampleRate = 44100;
    private const int HeaderLength = 44;
    private const int SampleBytes = sizeof(short);

    /// <summary>Begins. Nothing is returned and nothing fails: what cannot be done now fails where it is needed.</summary>
    /// <param name="then">What else is worth doing beforehand, last; it must not fail. Null for nothing.</param>
    public static void Begin(Action? then = null)
    {
        NativeRuntime.Begin();

        // No thread of the pool: it has one for each processor at first, and those are for the sounds.
        new Thread(() =>
        {
            Rehearse();
            then?.Invoke();
        })
        { IsBackground = true, Name = nameof(HeadStart) }.Start();
    }

    /// <summary>Decodes and prepares a sound as the embedded model wants it, and reads a name.</summary>
    private static void Rehearse()
    {
        try
        {
            SoundPreparer preparer = new(ReadManifest(ModelFile.Embedded().Bytes).FrontEnd, new DrumClassifierOptions());
            using MemoryStream wav = new(Wav());
            using SoundCollector sound = preparer.Collect(wav);
            preparer.Prepare(sound, new float[preparer.OutputLength]);
            NameEvidence.Of("Kick 01.wav");
        }
        catch (DrumClassifierException)
        {
            // A build without a model says so where one is asked for.
        }
    }

    /// <summary>The manifest of an ONNX file, without a session: <c>metadata_props</c> = 14 of the model, with <c>key</c> = 1 and <c>value</c> = 2.</summary>
    public static ModelManifest ReadManifest(ReadOnlySpan<byte> file)
    {
        ProtobufFields fields = new(file);
        while (fields.Next())
        {
            if (fields.Number != 14 || !fields.HasBytes)
            {
                continue;
            }

            ReadOnlySpan<byte> key = default;
            ReadOnlySpan<byte> value = default;
            ProtobufFields entry = new(fields.Bytes);
            while (entry.Next())
            {
                key = entry.Number == 1 ? entry.Bytes : key;
                value = entry.Number == 2 ? entry.Bytes : value;
            }

            if (Encoding.UTF8.GetString(key) == ModelManifest.MetadataKey)
            {
                return ModelManifest.FromJson(Encoding.UTF8.GetString(value));
            }
        }

        throw new InvalidModelException("The embedded model has no manifest.");
    }

    /// <summary>A tenth of a second of a decaying square wave, 16 bits, as WAV.</summary>
    public static byte[] Wav()
    {
        byte[] wav = new byte[HeaderLength + (SampleRate / 10 * SampleBytes)];
        Span<byte> header = wav;
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], wav.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], SampleRate * SampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], SampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 8 * SampleBytes);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], wav.Length - HeaderLength);
        for (int i = 0; HeaderLength + (i * SampleBytes) < wav.Length; i++)
        {
            int value = 10_000_000 / (1000 + i) * (i / 100 % 2 == 0 ? 1 : -1);
            BinaryPrimitives.WriteInt16LittleEndian(header[(HeaderLength + (i * SampleBytes))..], (short)value);
        }

        return wav;
    }
}

using DrumClassification;
using DrumClassification.Tests.Decoding;
using SharpFuzz;

// `seeds FOLDER` writes the files to start from; without it afl-fuzz drives this program (see README.md beside it).
if (args is ["seeds", string folder])
{
    Directory.CreateDirectory(folder);
    int count = 0;
    foreach (byte[] file in SmallSounds.All().Concat(FlacSeeds.All()).Concat(EncodedSounds.Names.Select(EncodedSounds.Read)))
    {
        File.WriteAllBytes(Path.Combine(folder, $"seed{count++:D2}"), file);
    }

    Console.WriteLine($"{count} files in {Path.GetFullPath(folder)}");
    return;
}

// Nothing of the instrumented library may run outside: its counters are mapped by Run.
Fuzzer.OutOfProcess.Run(stream =>
{
    try
    {
        // Managed decoders only: what libsndfile does with bad bytes is its own project's business.
        AudioDecoder.Decode(stream, new() { MaxDuration = TimeSpan.FromSeconds(5), UseLibsndfile = false });
    }
    catch (DrumClassifierException)
    {
        // The one kind of error that a bad file may end in; afl-fuzz reports every other as a crash.
    }
});

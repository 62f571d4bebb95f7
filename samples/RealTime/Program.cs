using System.Globalization;
using DrumClassification;
using NAudio.Wave;
using RealTime;

// Names every hit of a recording while it runs by: dotnet run --project samples/RealTime -- LOOP.wav
// On Windows the blocks come from a sound card: capture.DataAvailable += (_, block) => recorder.Process(...), with WasapiCapture of package NAudio.
if (args is not [string path])
{
    Console.Error.WriteLine("Give the path of one WAV file.");
    return 2;
}

const int BlockSize = 512;
using IDrumClassifier classifier = DrumClassifier.Create();
using WaveFileReader reader = new(path);
ISampleProvider source = reader.ToSampleProvider();
if (source.WaveFormat.Channels == 2)
{
    source = source.ToMono();
}

int sampleRate = source.WaveFormat.SampleRate;
HitRecorder recorder = new(sampleRate);
bool hasEnded = false;
Thread listener = new(Listen);
listener.Start();

// The part that an audio driver would call. Nothing in it allocates: the network runs on the other thread.
float[] block = new float[BlockSize];
long allocated = 0;
while (source.Read(block) is > 0 and int count)
{
    long before = GC.GetAllocatedBytesForCurrentThread();
    recorder.Process(block.AsSpan(0, count));
    allocated += GC.GetAllocatedBytesForCurrentThread() - before;
    Thread.Sleep(TimeSpan.FromSeconds(count / (double)sampleRate));
}

recorder.Finish();
Volatile.Write(ref hasEnded, true);
recorder.HitReady.Set();
listener.Join();
Console.WriteLine($"{recorder.Missed} missed; {allocated} bytes allocated in the callback.");
return 0;

void Listen()
{
    float[] probabilities = new float[classifier.Model.Labels.Count];
    while (true)
    {
        // Read before the hits are: what came before the end is there then.
        bool isLast = Volatile.Read(ref hasEnded);
        while (recorder.TryTake(out ReadOnlySpan<float> hit, out long start))
        {
            int best = classifier.ClassifyInto(hit, sampleRate, probabilities);
            recorder.Release();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{start / (double)sampleRate:F2} s {classifier.Model.Labels[best]} {probabilities[best]:P0}"));
        }

        if (isLast)
        {
            return;
        }

        recorder.HitReady.WaitOne();
    }
}

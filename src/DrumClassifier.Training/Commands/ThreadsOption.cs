using System.CommandLine;
using TorchSharp;

namespace DrumClassification.Training.Commands;

/// <summary><c>--threads</c>, the same for every command that trains.</summary>
internal sealed class ThreadsOption : Option<int?>
{
    public ThreadsOption()
        : base("--threads")
    {
        Description = "Threads that torch uses for one operation. Default: all cores. Where other programs run at the same time, 1 is often faster: "
            + "threads that share a core wait for each other.";
        Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
            {
                result.AddError("--threads must be 1 or more.");
            }
        });
    }

    /// <summary>Tells torch; for this process, before its first operation.</summary>
    public static void Apply(int? threads)
    {
        if (threads is { } count)
        {
            torch.set_num_threads(count);
        }
    }
}

using DrumClassification.Training.Commands;
using TorchSharp;

namespace DrumClassification.Tests.Commands;

/// <summary>Alone, because torch's number of threads is the whole process's, and trainings must come out the same to the last bit.</summary>
[Collection(nameof(ThreadsOptionTests))]
[CollectionDefinition(nameof(ThreadsOptionTests), DisableParallelization = true)]
public sealed class ThreadsOptionTests
{
    [Fact]
    public void Threads_that_use_torch_later_have_the_number_that_was_asked_for()
    {
        int before = torch.get_num_threads();
        try
        {
            ThreadsOption.Apply(before + 1);

            int seen = 0;
            Thread other = new(() => seen = torch.get_num_threads());
            other.Start();
            other.Join();
            Assert.Equal(before + 1, seen);
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }
}

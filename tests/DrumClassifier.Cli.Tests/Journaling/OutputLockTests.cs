using DrumClassification.Cli.Transfer.Journal;

namespace DrumClassification.Tests.Journaling;

public sealed class OutputLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_lock_on_a_file_that_was_deleted_meanwhile_keeps_nobody_out_and_is_taken_anew()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file cannot be deleted there");
        bool deleted = false;
        using OutputLock taken = OutputLock.Take(_folder["lock"], _folder.Path, () =>
        {
            if (!deleted)
            {
                // The end of somebody else's undo.
                File.Delete(_folder["lock"]);
                deleted = true;
            }
        });
        DrumClassifierException error = Assert.Throws<DrumClassifierException>(() => OutputLock.Take(_folder["lock"], _folder.Path));
        Assert.Contains("Another drums is at work", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_who_took_the_new_file_first_is_at_work()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file cannot be deleted there");
        OutputLock? other = null;
        Assert.Throws<DrumClassifierException>(() => OutputLock.Take(_folder["lock"], _folder.Path, () =>
        {
            File.Delete(_folder["lock"]);
            other ??= OutputLock.Take(_folder["lock"], _folder.Path);
        }));
        other!.Dispose();
    }
}

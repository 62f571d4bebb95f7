namespace DrumClassification;

/// <summary>
/// The instance behind the static front door, made once by the first caller. A failure is not kept, as <see cref="Lazy{T}"/>
/// would: what was wrong may have been put right since.
/// </summary>
internal sealed class SharedClassifier
{
    private readonly Lock _creating = new();
    private volatile IDrumClassifier? _value;

    public IDrumClassifier Value => _value ?? GetOrCreate();

    private IDrumClassifier GetOrCreate()
    {
        lock (_creating)
        {
            return _value ??= DrumClassifier.Create();
        }
    }
}

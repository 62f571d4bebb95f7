namespace DrumClassification.Training.Architectures;

/// <summary>A layer that turns every value into another by itself; it takes any shape and has no parameters.</summary>
public abstract record Activation : Layer
{
    /// <inheritdoc />
    public override TensorShape GetOutputShape(TensorShape input) => input;
}

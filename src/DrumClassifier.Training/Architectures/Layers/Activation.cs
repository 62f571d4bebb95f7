namespace DrumClassification.Training.Architectures.Layers;

/// <summary>A layer that turns every value into another by itself; it takes any shape and has no parameters.</summary>
internal abstract record Activation : Layer
{
    public override TensorShape GetOutputShape(TensorShape input) => input;
}

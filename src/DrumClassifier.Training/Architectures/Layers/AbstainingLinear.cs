namespace DrumClassification.Training.Architectures.Layers;

/// <summary>A head with one output a class and one more for "none of them".</summary>
internal sealed record AbstainingLinear(int Inputs, int Outputs) : AbstainingHead(Inputs, Outputs, [.. Enumerable.Range(0, Outputs), -1])
{
    public override string Kind => "abstaining";

    public override string Description => $"AbstainingLinear {Inputs}→{Outputs} + none";
}

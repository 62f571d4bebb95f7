namespace DrumClassification.Training.Architectures.Layers;

/// <summary>A head with one output a kind, so that the kinds' probabilities and the classes' agree.</summary>
/// <param name="ClassOf">For each kind the index of its class; −1 for a kind of none of them. At least one kind a class, and one of none.</param>
internal sealed record KindLinear(int Inputs, int Outputs, IReadOnlyList<int> ClassOf) : AbstainingHead(Inputs, Outputs, ClassOf)
{
    public override string Kind => "kinds";

    public override string Description => $"KindLinear {Inputs}→{ClassOf.Count} kinds→{Outputs}";

    public override TensorShape GetOutputShape(TensorShape input) =>
        Enumerable.Range(-1, Outputs + 1).Any(label => !ClassOf.Contains(label)) || ClassOf.Max() >= Outputs
            ? throw new InvalidArchitectureException($"{Description} needs a kind for each of {Outputs} classes and one for none of them, and no others.")
            : base.GetOutputShape(input);
}

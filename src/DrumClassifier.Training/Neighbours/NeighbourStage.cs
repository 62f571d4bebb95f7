using DrumClassification.Training.Arithmetic;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Neighbours;

/// <summary>
/// Corrects what was said of each sound of a folder by what was said of the others: attention of every sound over all others (Vaswani et al., "Attention is all
/// you need", 2017; over sets without order: Lee et al., "Set Transformer", 2019), whose weights follow the angle between two embeddings alone. What a sound hears
/// of its neighbours is summed up in three ways (see <see cref="Hear"/>), each of which is zero if there are none, and the correction is linear in them: alone it is
/// zero, by construction. One place of the attention holds nothing, so that few neighbours, or none that are alike, count for little.
/// </summary>
internal sealed class NeighbourStage : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>Stands for minus infinity in the attention, without its arithmetic.</summary>
    public const float Nothing = -1e9f;

    /// <summary>In how many ways a head sums up the neighbours.</summary>
    public const int Ways = 3;

    // The cosine of two embeddings from which on a sound counts more than nothing, where training begins.
    private const float LeastAlike = 0.8f;

    private readonly NeighbourSettings _settings;

    /// <param name="settings">How it is built.</param>
    /// <param name="evidence">Values that a sound is told by.</param>
    /// <param name="usual">The shares of the classes that a folder is imagined to have before anything in it is heard.</param>
    public NeighbourStage(NeighbourSettings settings, int evidence, float[] usual)
        : base("neighbours")
    {
        _settings = settings;
        (Evidence, Classes) = (evidence, usual.Length);
        float[] sharpness = [.. settings.Sharpness];
        Usual = tensor(usual);
        Sharpness = nn.Parameter(tensor(sharpness, sharpness.Length, 1, 1));
        Emptiness = nn.Parameter(tensor([.. sharpness.Select(value => value == 0 ? MathF.Log(settings.ImaginedSounds) : LeastAlike * value)], sharpness.Length, 1, 1));
        Gains = nn.Parameter(zeros(sharpness.Length * Ways));
        Mixing = nn.Parameter(zeros(sharpness.Length * Ways * Classes, Classes));
        RegisterComponents();
    }

    /// <summary>Values that a sound is told by.</summary>
    public int Evidence { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of heads.</summary>
    public int Heads => _settings.Sharpness.Count;

    /// <summary>The usual shares, float[classes].</summary>
    public Tensor Usual { get; }

    /// <summary>For each head, what the cosine of two embeddings weighs.</summary>
    public TorchSharp.Modules.Parameter Sharpness { get; }

    /// <summary>For each head, the score of the place that holds nothing.</summary>
    public TorchSharp.Modules.Parameter Emptiness { get; }

    /// <summary>For each head and way, what a class hears of itself weighs: float[heads · ways].</summary>
    public TorchSharp.Modules.Parameter Gains { get; }

    /// <summary>What a class hears of every class weighs besides: float[heads · ways · classes, classes].</summary>
    public TorchSharp.Modules.Parameter Mixing { get; }

    /// <summary>Both together, as one matrix: float[heads · ways · classes, classes].</summary>
    public Tensor Weights()
    {
        using DisposeScope scope = NewDisposeScope();
        return Mixing.Plus((Gains.reshape(-1, 1, 1) * eye(Classes).unsqueeze(0)).reshape(-1, Classes)).MoveToOuterDisposeScope();
    }

    /// <summary>The classes' logarithms with their corrections, float[folders, sounds, classes].</summary>
    public Tensor Correct(FolderBatch batch) => batch.Evidence.narrow(2, 0, Classes).Plus(call(batch.Evidence, batch.Directions, batch.Mask));

    /// <summary>Corrections of the classes' logarithms, float[folders, sounds, classes].</summary>
    /// <param name="evidence">float[folders, sounds, evidence]: <see cref="HeardSound.Evidence"/>.</param>
    /// <param name="directions">float[folders, sounds, length]: <see cref="HeardSound.Direction"/>.</param>
    /// <param name="mask">float[folders, sounds]: 1 for a sound, 0 for a place that is empty.</param>
    public override Tensor forward(Tensor evidence, Tensor directions, Tensor mask)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor heard = Hear(evidence.narrow(2, 0, Classes), directions, mask);
        return heard.matmul(Weights()).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// What every sound hears: for each head, the mean of the others' logarithms less its own; the shares of the classes among them as logarithms over the usual
    /// ones; and the same as far as the folder leans to one side at all (times the divergence of Kullback and Leibler). float[folders, sounds, heads · ways · classes].
    /// </summary>
    private Tensor Hear(Tensor logarithms, Tensor directions, Tensor mask)
    {
        long folders = mask.shape[0];
        long sounds = mask.shape[1];
        Tensor blocked = (mask - ones_like(mask)).unsqueeze(1).unsqueeze(1).Times(-1).Plus(eye(sounds));
        Tensor scores = (Sharpness * directions.matmul(directions.transpose(1, 2)).unsqueeze(1)).Plus(blocked.Times(Nothing));
        scores = cat([scores, Emptiness.unsqueeze(0).expand(folders, Heads, sounds, 1)], 3);
        Tensor weights = nn.functional.softmax(scores, 3);
        Tensor others = weights.narrow(3, 0, sounds);
        Tensor own = logarithms.unsqueeze(1);
        Tensor difference = others.matmul(own) - (others.sum(3, keepdim: true) * own);
        Tensor shares = others.matmul(nn.functional.softmax(logarithms, 2).unsqueeze(1)).Plus(weights.narrow(3, sounds, 1) * Usual);
        Tensor shift = (shares / Usual).log();
        Tensor leaning = (shares * shift).sum(3, keepdim: true) * shift;
        return cat([difference, shift, leaning], 3).transpose(1, 2).reshape(folders, sounds, Heads * Ways * Classes);
    }
}

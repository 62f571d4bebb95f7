using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Neighbours;

/// <summary>
/// Corrects what was said of each sound of a folder by what was said of the others: attention of every sound over all others (Vaswani et al., "Attention is all
/// you need", 2017; over sets without order: Lee et al., "Set Transformer", 2019), whose weights also follow the angle between two embeddings. One place
/// of the attention holds nothing, so that few neighbours count for little. The correction is that of a sound with its neighbours less that of the
/// same sound without any: alone it is zero, by construction.
/// </summary>
internal sealed class NeighbourStage : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>Brings logarithms of 0 … −10 near the size that layers begin with.</summary>
    public const float EvidenceScale = 0.2f;

    /// <summary>Stands for minus infinity in the attention, without its arithmetic.</summary>
    public const float Nothing = -1e9f;

    private readonly NeighbourSettings _settings;

    public NeighbourStage(NeighbourSettings settings, int evidence, int classes)
        : base("neighbours")
    {
        _settings = settings;
        Evidence = evidence;
        Embed = nn.Linear(evidence, settings.Width);
        Query = nn.Linear(settings.Width, settings.Width);
        Key = nn.Linear(settings.Width, settings.Width);
        Value = nn.Linear(settings.Width, settings.Width, hasBias: false);
        Own = nn.Linear(settings.Width, settings.Hidden);
        Others = nn.Linear(settings.Width, settings.Hidden, hasBias: false);
        Out = nn.Linear(settings.Hidden, classes, hasBias: false);
        Likeness = nn.Parameter(full([settings.Heads, 1, 1], 3f));
        Emptiness = nn.Parameter(zeros([settings.Heads, 1, 1]));
        nn.init.zeros_(Out.weight);
        RegisterComponents();
    }

    /// <summary>Values that a sound is told by.</summary>
    public int Evidence { get; }

    public TorchSharp.Modules.Linear Embed { get; }

    public TorchSharp.Modules.Linear Query { get; }

    public TorchSharp.Modules.Linear Key { get; }

    public TorchSharp.Modules.Linear Value { get; }

    public TorchSharp.Modules.Linear Own { get; }

    public TorchSharp.Modules.Linear Others { get; }

    public TorchSharp.Modules.Linear Out { get; }

    /// <summary>For each head, what the cosine of two embeddings weighs.</summary>
    public TorchSharp.Modules.Parameter Likeness { get; }

    /// <summary>For each head, the score of the place that holds nothing.</summary>
    public TorchSharp.Modules.Parameter Emptiness { get; }

    /// <summary>How it is built.</summary>
    public NeighbourSettings Settings => _settings;

    /// <summary>Corrections of the classes' logarithms, float[folders, sounds, classes].</summary>
    /// <param name="evidence">float[folders, sounds, evidence]: <see cref="HeardSound.Evidence"/>.</param>
    /// <param name="directions">float[folders, sounds, length]: <see cref="HeardSound.Direction"/>.</param>
    /// <param name="mask">float[folders, sounds]: 1 for a sound, 0 for a place that is empty.</param>
    public override Tensor forward(Tensor evidence, Tensor directions, Tensor mask)
    {
        using DisposeScope scope = NewDisposeScope();
        long folders = evidence.shape[0];
        long sounds = evidence.shape[1];
        Tensor own = nn.functional.relu(Embed.call(evidence * EvidenceScale));
        Tensor scores = Split(Query.call(own)).matmul(Split(Key.call(own)).transpose(2, 3)) / Math.Sqrt(_settings.Width / _settings.Heads);
        scores = scores + Likeness * directions.matmul(directions.transpose(1, 2)).unsqueeze(1);
        Tensor blocked = (1 - mask).unsqueeze(1).unsqueeze(1) + eye(sounds);
        scores = scores + blocked * Nothing;
        scores = cat([scores, Emptiness.unsqueeze(0).expand(folders, _settings.Heads, sounds, 1)], 3);
        Tensor weights = nn.functional.softmax(scores, 3).narrow(3, 0, sounds);
        Tensor heard = weights.matmul(Split(Value.call(own))).transpose(1, 2).reshape(folders, sounds, _settings.Width);
        heard = nn.functional.dropout(heard, _settings.Dropout, training);
        Tensor alone = Own.call(own);
        Tensor together = alone + Others.call(heard);
        return Out.call(nn.functional.relu(together) - nn.functional.relu(alone)).MoveToOuterDisposeScope();

        Tensor Split(Tensor values) => values.reshape(folders, sounds, _settings.Heads, _settings.Width / _settings.Heads).transpose(1, 2);
    }
}

using DrumClassification.Training.Arithmetic;
using DrumClassification.Training.Kinds;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Fitting;

/// <summary>
/// The loss of the kinds: −ln P(what the row says of its kind | its class), the probability of a set of kinds being that of its kinds together. With the
/// loss of the classes it makes the likelihood of both, ln P(class) + ln P(kind | class); a row that says no more than its class costs nothing here and still teaches
/// there, and a wrong label of a class costs no more than it did without kinds.
/// </summary>
internal sealed class KindLoss : IDisposable
{
    /// <summary>Keeps logarithms finite.</summary>
    private const float SmallestProbability = 1e-6f;

    private readonly Tensor _members;
    private readonly Tensor _parents;
    private readonly int _sets;
    private readonly int _kinds;

    public KindLoss(KindCatalog catalog)
    {
        (_kinds, _sets) = (catalog.Kinds.Count, catalog.CandidateSets.Count);
        _members = tensor(catalog.MemberMatrix(), _kinds, _sets).DetachFromDisposeScope();
        _parents = tensor(catalog.ParentMatrix(), _kinds, _sets).DetachFromDisposeScope();
    }

    /// <summary>The mean loss of a batch, a scalar that the caller's scope owns.</summary>
    /// <param name="scores">float[size, kinds], before the softmax.</param>
    /// <param name="batch">Holds what is known of the kinds, and what the teachers say.</param>
    public Tensor Compute(Tensor scores, Batch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor probabilities = scores.softmax(1);
        Tensor given = probabilities.matmul(_members).Plus(SmallestProbability).log() - probabilities.matmul(_parents).Plus(SmallestProbability).log();
        Tensor loss = (tensor(batch.KindTargets, batch.Size, _sets) * given).sum().Over(-batch.Size);
        if (batch.TeacherKinds.Length > 0)
        {
            loss -= (tensor(batch.TeacherKinds, batch.Size, _kinds) * nn.functional.log_softmax(scores, 1)).sum().Over(batch.Size);
        }

        return loss.MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        _members.Dispose();
        _parents.Dispose();
    }
}

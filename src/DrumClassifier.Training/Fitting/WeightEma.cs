using DrumClassification.Training.Architectures;
using DrumClassification.Training.Arithmetic;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Fitting;

/// <summary>
/// A second network that follows the trained one as the exponential moving average (EMA) of its weights, which generalises better than any single
/// step: Polyak and Juditsky (1992); Tarvainen and Valpola, "Mean teachers" (2017).
/// </summary>
internal sealed class WeightEma : IDisposable
{
    private readonly List<(Tensor Average, Tensor Source)> _pairs = [];
    private readonly double _decay;

    /// <summary>Starts at the network's present weights.</summary>
    public WeightEma(Network source, double decay)
    {
        _decay = decay;
        Network = new Network(source.Architecture);
        Network.eval();
        Network.CopyWeightsFrom(source);
        Dictionary<string, Tensor> from = source.state_dict();
        foreach ((string name, Tensor average) in Network.state_dict())
        {
            _pairs.Add((average, from[name]));
        }
    }

    /// <summary>The average, in evaluation mode.</summary>
    public Network Network { get; }

    /// <summary>Moves the average towards the network after one training step; the first steps count more.</summary>
    public void Update(long step)
    {
        double keep = Math.Min(_decay, (1.0 + step) / (10.0 + step));
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((Tensor average, Tensor value) in _pairs)
        {
            if (average.is_floating_point())
            {
                average.TimesInPlace(keep).PlusInPlace(value, 1 - keep);
            }
            else
            {
                average.copy_(value);
            }
        }
    }

    public void Dispose() => Network.Dispose();
}

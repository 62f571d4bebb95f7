using DrumClassification.Training.Arithmetic;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DrumClassification.Training.Fitting;

/// <summary>
/// TorchSharp's AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019; without decay it is Adam) with a step that holds its numbers while
/// libtorch reads them, see <see cref="HeldArithmetic"/>: theirs makes six of them for every parameter. State and checkpoints are theirs.
/// </summary>
/// <param name="parameters">What is trained.</param>
/// <param name="rate">Learning rate.</param>
/// <param name="decay">Decay of the weights; 0 for none.</param>
internal sealed class HeldAdamW(IEnumerable<Parameter> parameters, double rate, double decay) : AdamW(parameters, rate, weight_decay: decay)
{
    /// <inheritdoc/>
    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(
        group =>
        {
            var options = (Options)group.Options;
            (double beta1, double beta2) = (options.beta1!.Value, options.beta2!.Value);
            double rate = options.LearningRate!.Value;
            foreach (Parameter parameter in group.Parameters)
            {
                if (parameter.grad is not { } gradient)
                {
                    continue;
                }

                var state = (State)_state[parameter.Handle];
                state.step++;
                if (options.weight_decay!.Value > 0)
                {
                    parameter.TimesInPlace(1 - (rate * options.weight_decay.Value));
                }

                state.exp_avg.TimesInPlace(beta1).PlusInPlace(gradient, 1 - beta1);
                state.exp_avg_sq.TimesInPlace(beta2).PlusProductInPlace(gradient, gradient, 1 - beta2);
                Tensor divisor = state.exp_avg_sq.sqrt().Over(Math.Sqrt(1 - Math.Pow(beta2, state.step))).PlusInPlace(options.eps!.Value);
                parameter.PlusQuotientInPlace(state.exp_avg, divisor, -rate / (1 - Math.Pow(beta1, state.step)));
            }
        },
        closure);
}

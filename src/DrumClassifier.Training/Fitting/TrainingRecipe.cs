using DrumClassification.Training.Augmentation;
using DrumClassification.Training.Data;

namespace DrumClassification.Training.Fitting;

/// <summary>Everything that decides how a network is trained, apart from the sounds and the seed.</summary>
internal sealed record TrainingRecipe
{
    /// <summary>Name, as <c>drumtrain train --recipe</c> knows it.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the architecture.</summary>
    public required string Architecture { get; init; }

    /// <summary>How samples become the network's input.</summary>
    public required FrontEndSettings FrontEnd { get; init; }

    /// <summary>Passes over the training sounds, above 0.</summary>
    public required int Epochs { get; init; }

    /// <summary>Sounds in a batch, above 0. Default 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The learning rate at its highest. Default 0.001.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>How the learning rate changes. Default constant.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Decoupled weight decay (AdamW); 0 is plain Adam. Default 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Share of the target that is spread over all classes. Default 0.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Parameter of the Beta distribution that mixes pairs of sounds (Zhang et al., "mixup", 2018); 0 mixes none. Default 0.</summary>
    public double MixupAlpha { get; init; }

    /// <summary>Decay of the exponential moving average (EMA) of the weights, which is what is validated and exported; 0 keeps none. Default 0.</summary>
    public double WeightAverageDecay { get; init; }

    /// <summary>True draws sounds so that rare classes and small kits are heard more often; false goes through each sound once an epoch. Default false.</summary>
    public bool BalancedSampling { get; init; }

    /// <summary>
    /// Weight of sounds that are none of the classes: their target is the same probability for every class (Hendrycks et al.,
    /// "Deep Anomaly Detection with Outlier Exposure", 2019). 0 leaves them out. Default 0.
    /// </summary>
    public double OtherWeight { get; init; }

    /// <summary>Share of the target that soft labels take where <c>drumtrain train --soft-labels</c> has one for the sound, 0 to 1; the rest is the label's. Default 0.5.</summary>
    public double SoftLabelShare { get; init; } = 0.5;

    /// <summary>Weights of parts of the data, such as what is rendered or of doubtful licence; none by default.</summary>
    public IReadOnlyList<DataWeight> DataWeights { get; init; } = [];

    /// <summary>
    /// The kinds that the network tells apart beside the classes: <c>drums</c> for the trainer's own label file, or the path of another one.
    /// Null trains classes only. Default null.
    /// </summary>
    public string? Kinds { get; init; }

    /// <summary>Weight of the loss of the kinds, beside 1 for that of the classes; 0 or more. Default 0.5.</summary>
    public double KindWeight { get; init; } = 0.5;

    /// <summary>
    /// How far balanced sampling balances the kinds of no class among each other, 0 to 1: 0 leaves them to their numbers, 1 hears each as often as
    /// a class of its own. Default 0.
    /// </summary>
    public double KindBalance { get; init; }

    /// <summary>Share of the target that the teachers of <c>drumtrain train --teacher</c> take, 0 to 1; the rest is the labels'. Default 0.7.</summary>
    public double TeacherShare { get; init; } = 0.7;

    /// <summary>How training sounds are augmented; null not at all. Default null.</summary>
    public AugmentationSettings? Augmentation { get; init; }

    /// <summary>Steps that a training should have: with fewer sounds there are more epochs, see <see cref="RecipeScaling"/>. Default 0: the epochs stand.</summary>
    public int LeastSteps { get; init; }

    /// <summary>Which epoch's weights are kept. Default the best on validation.</summary>
    public EpochChoice Keep { get; init; } = EpochChoice.BestValidation;
}

/// <summary>Which epoch's weights a training keeps.</summary>
internal enum EpochChoice
{
    /// <summary>The epoch with the highest validation accuracy; of equals, the one with the lower validation loss.</summary>
    BestValidation,

    /// <summary>The epoch with the lowest validation loss: of few sounds, an epoch that has learned little yet may have all right by chance, but hardly surely.</summary>
    LeastLoss,

    /// <summary>The last.</summary>
    Last,
}

namespace DrumClassification.Training.Evaluation;

/// <summary>What one epoch of a training run measured.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainLoss">Mean loss over the training sounds, in nats.</param>
/// <param name="TrainAccuracy">Share of the training sounds that came out right while training, 0 … 1.</param>
/// <param name="ValidationLoss">Mean loss over the validation sounds after the epoch, in nats.</param>
/// <param name="ValidationAccuracy">Share of the validation sounds that came out right after the epoch, 0 … 1.</param>
/// <param name="LearningRate">The learning rate at the end of the epoch.</param>
/// <param name="Seconds">Wall-clock seconds of the epoch, validation included.</param>
internal sealed record EpochMetrics(
    int Epoch, double TrainLoss, double TrainAccuracy, double ValidationLoss, double ValidationAccuracy, double LearningRate, double Seconds);

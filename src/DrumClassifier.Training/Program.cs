using DrumClassification.Training.Commands;

return await DrumTrainCommand.Create().Parse(args).InvokeAsync().ConfigureAwait(false);

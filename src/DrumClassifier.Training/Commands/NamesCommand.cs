using System.CommandLine;
using DrumClassification.Training.Data;
using DrumClassification.Training.Files;
using DrumClassification.Training.Names;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain names</c>: fits how much names weigh beside what is heard, and says what they bring.</summary>
internal static class NamesCommand
{
    private const int Folds = 5;

    public static Command Create()
    {
        Option<string[]> data = new("--data") { Description = "A data set whose manifest has the column original_name; may be repeated.", Required = true, Arity = ArgumentArity.OneOrMore };
        Option<FileInfo?> probabilities = new("--probabilities")
        {
            Description = "What is heard of train and validation rows, out of fold: the table that 'drumtrain suspects' writes. Fits the weights and judges them by cross-validation.",
        };
        Option<FileInfo?> test = new("--test-model") { Description = "A model that is asked about the test rows instead, with the weights that ship. To be used once, at the end." };
        Option<int> seed = new("--seed") { Description = "Divides the folds and scrambles the names.", DefaultValueFactory = _ => 1 };
        Option<FileInfo?> output = new("--out") { Description = "Also write every sound with what its name says and what is heard to this CSV file." };
        Command command = new("names", "Fits how much the names of files weigh beside what is heard, and compares sound alone, names alone and both, also with names that are scrambled. If the test model has a neighbour stage, that too.")
        {
            data, probabilities, test, seed, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(probabilities) is null == result.GetValue(test) is null)
            {
                result.AddError("Give either --probabilities or --test-model.");
            }
        });
        command.SetAction((parse, cancellationToken) => RunAsync(
            DataSetReader.Read(parse.GetRequiredValue(data)), parse.GetValue(probabilities)?.FullName, parse.GetValue(test)?.FullName, parse.GetValue(seed), parse.GetValue(output)?.FullName, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IReadOnlyList<Sound> all, string? probabilities, string? model, int seed, string? output, CancellationToken cancellationToken)
    {
        IReadOnlyList<NamedSound> sounds;
        if (model is null)
        {
            var heard = SoftLabels.Read([probabilities!]);
            sounds = [.. all.Where(sound => sound.GroupSplit != DataSplit.Test && heard.Find(sound) is not null)
                .Select(sound => new NamedSound(sound, NamedSound.Hear(heard.Find(sound)!), NamedSound.NameOf(sound)))];
            if (sounds.Count == 0)
            {
                throw new DataSetException($"'{probabilities}' has none of these sounds; it is matched by the data sets' folder names.");
            }

            NamesReport.WriteTable(NameFit.Fit(sounds));
            IReadOnlyList<NamedSound> scrambled = NameTrial.Scramble(sounds, seed);
            NamesReport.WriteTrials(
                sounds,
                [
                    NameTrial.Answer("audio", sounds, () => Evidence(NameUse.Off)),
                    NameTrial.CrossValidate("audio + names, weights of other folds", sounds, Folds, seed),
                    NameTrial.Answer("audio + names, weights that ship", sounds, () => Evidence(NameUse.Hint)),
                    NameTrial.Answer("clear names trusted", sounds, () => Evidence(NameUse.Trust)),
                    NameTrial.CrossValidate("names scrambled, weights of other folds", scrambled, Folds, seed),
                    NameTrial.Answer("names scrambled, weights that ship", scrambled, () => Evidence(NameUse.Hint)),
                ]);
        }
        else
        {
            Sound[] rows = [.. all.Where(sound => sound.GroupSplit == DataSplit.Test)];
            using IDrumClassifier classifier = DrumClassifier.FromFile(model, new DrumClassifierOptions { IncludeKindProbabilities = true });
            sounds = await HearAsync(classifier, rows, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<NamedSound> scrambled = NameTrial.Scramble(sounds, seed);
            ModelInfo info = classifier.Model;
            List<TrialAnswers> trials =
            [
                NameTrial.Answer("audio", sounds, () => EvidenceOf(info, NameUse.Off)),
                NameTrial.Answer("audio + names, weights that ship", sounds, () => EvidenceOf(info, NameUse.Hint)),
                NameTrial.Answer("clear names trusted", sounds, () => EvidenceOf(info, NameUse.Trust)),
                NameTrial.Answer("names scrambled, weights that ship", scrambled, () => EvidenceOf(info, NameUse.Hint)),
            ];
            if (info.HasNeighbours)
            {
                NamedSound[] together = HearTogether(classifier, sounds, cancellationToken);
                IReadOnlyList<NamedSound> both = NameTrial.Scramble(together, seed);
                trials.Add(NameTrial.Answer("audio + neighbours", together, () => EvidenceOf(info, NameUse.Off)));
                trials.Add(NameTrial.Answer("audio + neighbours + names", together, () => EvidenceOf(info, NameUse.Hint)));
                trials.Add(NameTrial.Answer("audio + neighbours, names scrambled", both, () => EvidenceOf(info, NameUse.Hint)));
            }

            NamesReport.WriteTrials(sounds, trials);
        }

        if (output is not null)
        {
            NamesReport.Save(output, sounds);
            CommandHost.Error.MarkupLineInterpolated($"Wrote [bold]{output}[/].");
        }

        return 0;
    }

    private static SoundEvidence Evidence(NameUse use) => new(DrumLabels.All, [], new ModelCalibration(), use);

    private static SoundEvidence EvidenceOf(ModelInfo model, NameUse use) => new(model.Labels, model.Kinds, model.Calibration, use);

    /// <summary>The same sounds, each group of a data set heard together: its kit or pack, whatever folder of the data set it lies in.</summary>
    private static NamedSound[] HearTogether(IDrumClassifier classifier, IReadOnlyList<NamedSound> sounds, CancellationToken cancellationToken)
    {
        NamedSound[] together = [.. sounds];
        foreach (IGrouping<(string, string), int> group in Enumerable.Range(0, together.Length).GroupBy(i => (sounds[i].Sound.DataSet, sounds[i].Sound.Group)))
        {
            IReadOnlyList<Classification> heard = classifier.ClassifyTogether([.. group.Select(i => AudioDecoder.DecodeFile(sounds[i].Sound.Path))], cancellationToken);
            foreach ((int place, Classification answer) in group.Zip(heard))
            {
                together[place] = together[place] with { Heard = answer };
            }
        }

        return together;
    }

    private static async Task<IReadOnlyList<NamedSound>> HearAsync(IDrumClassifier classifier, Sound[] sounds, CancellationToken cancellationToken) =>
        await CommandHost.WithProgressAsync("Listening", sounds.Length, async step =>
        {
            List<NamedSound> heard = [];
            int next = 0;
            await foreach (FileClassification file in classifier.ClassifyFilesAsync(sounds.Select(sound => sound.Path), cancellationToken).ConfigureAwait(false))
            {
                Sound sound = sounds[next++];
                step(next);
                if (file.Classification is { } found)
                {
                    heard.Add(new NamedSound(sound, found, NamedSound.NameOf(sound)));
                }
            }

            return heard;
        }).ConfigureAwait(false);
}

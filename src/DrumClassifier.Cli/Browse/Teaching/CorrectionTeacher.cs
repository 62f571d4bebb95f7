using System.Globalization;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Teach;
using DrumClassification.Library.Storage;
using DrumClassification.Modelling.Heads;
using DrumClassification.Modelling.Onnx;
using DrumClassification.Synthesis;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Browse.Teaching;

/// <summary>Makes a model that has learned from what the user has said, as 'drums teach' does from folders.</summary>
internal static class CorrectionTeacher
{
    private const int PerClass = 20;
    private const int SampleRate = 44100;

    /// <summary>Where the model goes: beside the index.</summary>
    /// <param name="index">Path of the index.</param>
    public static string PathFor(string index) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(index))!, Path.GetFileNameWithoutExtension(index) + "-taught.onnx");

    /// <summary>Learns, judges and writes.</summary>
    /// <param name="host">Opens the classifier.</param>
    /// <param name="library">The index.</param>
    /// <param name="request">The classifier that has listened.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Ends the call with <see cref="OperationCanceledException"/>; nothing is written then.</param>
    /// <exception cref="DrumClassifierException">There is too little to learn from, or the model cannot be written.</exception>
    public static WorkEnd Run(CliHost host, BrowseLibrary library, ClassifierRequest request, WorkProgress progress, CancellationToken cancellationToken)
    {
        string output = PathFor(library.FilePath);
        TaughtOutput.Check(output);
        using IDrumClassifier classifier = host.Open(request with { IncludeEmbedding = true });
        CorrectionLesson lesson = library.Ask(database => database.FindModel(ModelIdentity.Of(request.ModelPath, classifier)) is { } model
            ? CorrectionLesson.Read(database, model, classifier.Model.Labels)
            : throw new DrumClassifierException("Another model, or another version of drums, has listened to these sounds. Press 'Look again' first."));
        List<SoundExample> examples = lesson.Examples;
        if (lesson.Lacking.ToArray() is { Length: > 0 } lacking)
        {
            examples = [.. examples, .. Standing(classifier, lacking, cancellationToken)];
        }

        TaughtHead head = HeadTeacher.Teach(examples, classifier.Model.Labels, standing: 0, cancellationToken);
        head = head with { Calibration = SameConfidence.Fit(head, classifier.Model.Calibration, lesson.HeldOut) };
        byte[] file = OnnxModelFile.ReadBytes(request.ModelPath);
        OnnxModelFile.Write(TaughtModel.Create(file, classifier.Model, head, weights => Describe(classifier.Model, head, weights)), output);
        TeachReply reply = Reply(lesson, head, output);
        return new WorkEnd(
            string.Create(CultureInfo.InvariantCulture, $"Learned from {Numbers.Count(reply.Sounds, "corrected sound")}: {Numbers.Percent((float)reply.Before)} right before, {Numbers.Percent((float)reply.After)} after."), Teach: reply);
    }

    /// <summary>Synthesised drums of the classes that the index does not know enough sounds of.</summary>
    private static SoundExample[] Standing(IDrumClassifier classifier, string[] lacking, CancellationToken cancellationToken)
    {
        string[] labels = [.. classifier.Model.Labels];
        (string Label, int Number)[] wanted = [.. lacking.Where(DrumLabels.All.Contains).SelectMany(label => Enumerable.Range(0, PerClass).Select(number => (label, number)))];
        AudioClip[] clips = [.. wanted.Select(drum => RandomDrums.Draw(drum.Label, new Random(drum.Number + 1)).Settings.Render(SampleRate))];
        SoundExample[] drums =
        [
            .. wanted.Zip(classifier.ClassifyBatch(clips, cancellationToken), (drum, found) => new SoundExample(
                $"{drum.Label} {drum.Number}", Array.IndexOf(labels, drum.Label), $"synthesised {drum.Label} {drum.Number}", found.Embedding.ToArray(), [])),
        ];
        return lacking.FirstOrDefault(label => drums.All(drum => labels[drum.Label] != label)) is { } unknown
            ? throw new DrumClassifierException($"Of '{unknown}' there are too few sounds that you corrected or that the model is sure of, so that the new model would not know them. Correct {CorrectionLesson.FewestOfClass} of them.")
            : drums;
    }

    private static TeachReply Reply(CorrectionLesson lesson, TaughtHead head, string output)
    {
        HeadAnswer[] taught = [.. head.Judgement.Taught.Where(answer => lesson.Said.Contains(answer.Sound.Name))];
        bool WasRight(HeadAnswer answer) => lesson.Heard[answer.Sound.Name] == head.Labels[answer.Sound.Label];
        TaughtClass[] classes =
        [
            .. taught.GroupBy(answer => answer.Sound.Label).OrderBy(label => label.Key)
                .Select(label => new TaughtClass(head.Labels[label.Key], label.Count(), label.Count(WasRight), label.Count(answer => answer.IsRight))),
        ];
        double? agreement = lesson.HeldOut.Count == 0 ? null : lesson.HeldOut.Average(sound => Says(head, sound) == sound.Heard ? 1.0 : 0);
        return new TeachReply(
            Printable.Of(output),
            $"drums index --model {ShellWord.Of(output)}",
            taught.Length,
            taught.Average(answer => WasRight(answer) ? 1.0 : 0),
            taught.Average(answer => answer.IsRight ? 1.0 : 0),
            agreement,
            classes,
            [.. lesson.Notes]);
    }

    private static string Says(TaughtHead head, LessonSound sound)
    {
        float[] probabilities = head.Classify(sound.Embedding, [], none: 0);
        return head.Labels[Array.IndexOf(probabilities, probabilities.Max())];
    }

    // Which sounds, in which classes; no path, which is nobody's business.
    private static ModelProvenance Describe(ModelInfo model, TaughtHead head, long weights) => TaughtProvenance.Of(
        model, head, weights, "drums browse (learned from corrections)",
        head.Judgement.Taught.Select(answer => $"{head.Labels[answer.Sound.Label]}\t{TaughtProvenance.HashOf(answer.Sound.Embedding)}"));
}

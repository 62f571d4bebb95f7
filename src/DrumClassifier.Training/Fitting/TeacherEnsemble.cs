using System.Numerics.Tensors;
using System.Security.Cryptography;
using DrumClassification.Training.Kinds;
using Microsoft.ML.OnnxRuntime;

namespace DrumClassification.Training.Fitting;

/// <summary>
/// Trained networks whose mean a student is taught, on the very inputs that it hears, augmented and mixed: Hinton, Vinyals and Dean, "Distilling the
/// Knowledge in a Neural Network" (2015); Beyer et al., "Knowledge distillation: A good teacher is patient and consistent" (2022). Not thread-safe.
/// </summary>
internal sealed class TeacherEnsemble : IDisposable
{
    private readonly List<(InferenceSession Session, ModelManifest Manifest, string Source)> _teachers;
    private readonly FrontEndSettings _frontEnd;
    private readonly int _kinds;

    private TeacherEnsemble(List<(InferenceSession, ModelManifest, string)> teachers, FrontEndSettings frontEnd, int kinds, string contentHash)
    {
        _teachers = teachers;
        _frontEnd = frontEnd;
        _kinds = kinds;
        ContentHash = contentHash;
    }

    /// <summary>SHA-256 of the model files, as lower-case hexadecimal digits.</summary>
    public string ContentHash { get; }

    /// <summary>Loads the teachers.</summary>
    /// <param name="paths">ONNX files that drumtrain has written, one or more.</param>
    /// <param name="frontEnd">The student's front end, which must be every teacher's.</param>
    /// <param name="kinds">The student's kinds; a teacher must have the same ones, or none. Null for a student without.</param>
    /// <exception cref="DrumClassifierException">A file cannot be read, or its model hears or predicts something else than the student; the message names it.</exception>
    public static TeacherEnsemble Load(IReadOnlyList<string> paths, FrontEndSettings frontEnd, KindCatalog? kinds)
    {
        List<(InferenceSession Session, ModelManifest Manifest, string Source)> teachers = [];
        List<byte> hashes = [];
        try
        {
            foreach (string path in paths)
            {
                ModelFile model = ModelFile.Open(path);
                hashes.AddRange(SHA256.HashData(model.Bytes));
                teachers.Add(Start(model));
                Check(teachers[^1].Manifest, path, frontEnd, kinds);
            }
        }
        catch
        {
            teachers.ForEach(teacher => teacher.Session.Dispose());
            throw;
        }

        return new TeacherEnsemble(teachers, frontEnd, kinds?.Kinds.Count ?? 0, Convert.ToHexStringLower(SHA256.HashData(hashes.ToArray())));
    }

    /// <summary>The batch with the teachers' share in its targets.</summary>
    /// <param name="batch">The inputs, and the targets that the labels give.</param>
    /// <param name="share">What the teachers take of the target, 0 … 1.</param>
    public Batch Teach(Batch batch, float share)
    {
        float[] classes = new float[batch.Targets.Length];
        float[] kinds = new float[batch.Size * _kinds];
        int withKinds = 0;
        using RunOptions options = new();
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, batch.Inputs.AsMemory(0, batch.Size * _frontEnd.MelBands * _frontEnd.Frames), [batch.Size, 1, _frontEnd.MelBands, _frontEnd.Frames]);
        foreach ((InferenceSession session, ModelManifest manifest, string source) in _teachers)
        {
            bool hasKinds = _kinds > 0 && manifest.Kinds.Count > 0;
            string[] names = hasKinds ? [ModelManifest.LogitsName, ModelManifest.KindsName] : [ModelManifest.LogitsName];
            using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, [ModelManifest.InputName], [input], names);
            AddProbabilities(outputs[0], manifest.Calibration.Temperature, classes, batch.Size, source);
            if (hasKinds)
            {
                AddProbabilities(outputs[1], manifest.Calibration.KindTemperature, kinds, batch.Size, source);
                withKinds++;
            }
        }

        // The labels keep what the teachers leave; of the kinds too, where a teacher knows them.
        float kindShare = withKinds > 0 ? share : 0;
        TensorPrimitives.Multiply(batch.Targets, 1 - share, batch.Targets);
        TensorPrimitives.MultiplyAdd(classes, share / _teachers.Count, batch.Targets, batch.Targets);
        TensorPrimitives.Multiply(batch.KindTargets, 1 - kindShare, batch.KindTargets);
        TensorPrimitives.Multiply(kinds, kindShare / Math.Max(1, withKinds), kinds);
        return batch with { TeacherKinds = withKinds > 0 ? kinds : [] };
    }

    public void Dispose() => _teachers.ForEach(teacher => teacher.Session.Dispose());

    private static (InferenceSession Session, ModelManifest Manifest, string Source) Start(ModelFile model)
    {
        InferenceSession session = SessionFactory.CreateCpu(model, new DrumClassifierOptions());
        try
        {
            return (session, ModelReader.Read(session, model).Manifest, model.Source);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static void AddProbabilities(OrtValue scores, float temperature, float[] sums, int rows, string source)
    {
        int length = sums.Length / rows;
        ReadOnlySpan<float> values = scores.GetTensorDataAsSpan<float>();
        float[] probabilities = new float[length];
        for (int i = 0; i < rows; i++)
        {
            Span<float> row = sums.AsSpan(i * length, length);
            Softmax.Apply(values.Slice(i * length, length), temperature, probabilities, source);
            TensorPrimitives.Add(row, probabilities, row);
        }
    }

    private static void Check(ModelManifest manifest, string path, FrontEndSettings frontEnd, KindCatalog? kinds)
    {
        string? difference = manifest.FrontEnd != frontEnd ? "has another front end than the recipe"
            : !manifest.Labels.SequenceEqual(DrumLabels.All) ? "has other classes"
            : kinds is not null && manifest.Kinds.Count > 0 && !manifest.Kinds.SequenceEqual(kinds.Kinds) ? "tells other kinds apart than the recipe"
            : null;
        if (difference is not null)
        {
            throw new DrumClassifierException($"'{path}' cannot teach this network: it {difference}.");
        }
    }
}

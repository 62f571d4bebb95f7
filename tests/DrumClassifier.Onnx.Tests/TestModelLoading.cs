namespace DrumClassification.Tests;

/// <summary>Loads a <see cref="TestModel"/> as a library's user would.</summary>
internal static class TestModelLoading
{
    public static IDrumClassifier Load(this TestModel model, DrumClassifierOptions? options = null)
    {
        using MemoryStream stream = new(model.ToBytes());
        return DrumClassifier.FromStream(stream, options);
    }
}

namespace DrumClassification.Tests;

/// <summary>A small model with random weights on the disk, for tests of the process that are not about accuracy. Shared by a test class.</summary>
public sealed class TestModelFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TestModelFile() => File.WriteAllBytes(Path, new TestModel().ToBytes());

    public string Path => _folder["model.onnx"];

    public void Dispose() => _folder.Dispose();
}

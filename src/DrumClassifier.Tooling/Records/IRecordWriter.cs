namespace DrumClassification.Tooling.Records;

/// <summary>Writes one record after the other. Whatever has to stand at the end is written when it is disposed of.</summary>
internal interface IRecordWriter<in T> : IDisposable
{
    /// <summary>Writes one record.</summary>
    void Write(T record);
}

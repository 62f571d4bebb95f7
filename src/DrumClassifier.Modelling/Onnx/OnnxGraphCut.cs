using DrumClassification.Modelling.Onnx.Format;
using Google.Protobuf.Collections;

namespace DrumClassification.Modelling.Onnx;

/// <summary>Takes a graph apart so that another end can be put to it.</summary>
internal static class OnnxGraphCut
{
    /// <summary>Removes every output that is not named, and whatever only those needed.</summary>
    public static void Keep(GraphProto graph, IReadOnlyCollection<string> outputs)
    {
        Remove(graph.Output, output => !outputs.Contains(output.Name));
        graph.ValueInfo.Clear();

        // What is inside a branch or a loop may use anything by name; such graphs keep all they have.
        if (graph.Node.Any(node => node.Attribute.Any(attribute => attribute.G is not null || attribute.Graphs.Count > 0)))
        {
            return;
        }

        var needed = new HashSet<string>(outputs);
        for (int i = graph.Node.Count - 1; i >= 0; i--)
        {
            if (graph.Node[i].Output.Any(needed.Contains))
            {
                needed.UnionWith(graph.Node[i].Input);
            }
            else
            {
                graph.Node.RemoveAt(i);
            }
        }

        Remove(graph.Initializer, weights => !needed.Contains(weights.Name));
    }

    /// <summary>Makes an output an inner value under another name.</summary>
    /// <returns>That name.</returns>
    public static string TakeOutput(GraphProto graph, string output, string name)
    {
        Remove(graph.Output, declared => declared.Name == output);
        foreach (NodeProto node in graph.Node)
        {
            OnnxGraphBuilder.Rename(node.Input, output, name);
            OnnxGraphBuilder.Rename(node.Output, output, name);
        }

        return name;
    }

    /// <summary>A prefix that no name of the graph begins with: the one wished for, or it with a number.</summary>
    public static string FreePrefix(GraphProto graph, string wished)
    {
        string[] names = [.. graph.Node.SelectMany(node => node.Output.Append(node.Name)), .. graph.Initializer.Select(weights => weights.Name)];
        return Enumerable.Range(1, names.Length + 1).Select(number => number == 1 ? wished : FormattableString.Invariant($"{wished}{number}"))
            .First(prefix => !names.Any(name => name.StartsWith($"{prefix}.", StringComparison.Ordinal)));
    }

    private static void Remove<T>(RepeatedField<T> list, Func<T, bool> goes)
    {
        T[] kept = [.. list.Where(item => !goes(item))];
        list.Clear();
        list.AddRange(kept);
    }
}

using DrumClassification.Modelling.Onnx.Format;

namespace DrumClassification.Modelling.Waveform;

/// <summary>A value of a graph, so that formulas read as such. Shapes broadcast as ONNX has it; numbers stand for constants, with their type.</summary>
/// <param name="Graph">Where nodes are written.</param>
/// <param name="Name">Its name in the graph.</param>
internal readonly record struct GraphValue(GraphScope Graph, string Name)
{
    public static GraphValue operator +(GraphValue a, GraphValue b) => a.With("Add", b);

    public static GraphValue operator +(GraphValue a, float b) => a + a.Graph.Constant(b);

    public static GraphValue operator +(GraphValue a, long b) => a + a.Graph.Constant(b);

    public static GraphValue operator -(GraphValue a, GraphValue b) => a.With("Sub", b);

    public static GraphValue operator -(GraphValue a, long b) => a - a.Graph.Constant(b);

    public static GraphValue operator *(GraphValue a, GraphValue b) => a.With("Mul", b);

    public static GraphValue operator *(GraphValue a, float b) => a * a.Graph.Constant(b);

    public static GraphValue operator *(GraphValue a, long b) => a * a.Graph.Constant(b);

    public static GraphValue operator /(GraphValue a, GraphValue b) => a.With("Div", b);

    public static GraphValue operator /(GraphValue a, long b) => a / a.Graph.Constant(b);

    public static GraphValue operator >=(GraphValue a, GraphValue b) => a.With("GreaterOrEqual", b);

    public static GraphValue operator >=(GraphValue a, float b) => a >= a.Graph.Constant(b);

    public static GraphValue operator >=(GraphValue a, long b) => a >= a.Graph.Constant(b);

    public static GraphValue operator <=(GraphValue a, GraphValue b) => a.With("LessOrEqual", b);

    public static GraphValue operator <=(GraphValue a, float b) => a <= a.Graph.Constant(b);

    public static GraphValue operator <=(GraphValue a, long b) => a <= a.Graph.Constant(b);

    public static GraphValue operator >(GraphValue a, GraphValue b) => a.With("Greater", b);

    public static GraphValue operator >(GraphValue a, float b) => a > a.Graph.Constant(b);

    public static GraphValue operator >(GraphValue a, long b) => a > a.Graph.Constant(b);

    public static GraphValue operator <(GraphValue a, GraphValue b) => a.With("Less", b);

    public static GraphValue operator <(GraphValue a, float b) => a < a.Graph.Constant(b);

    public static GraphValue operator <(GraphValue a, long b) => a < a.Graph.Constant(b);

    public static GraphValue operator &(GraphValue a, GraphValue b) => a.With("And", b);

    public static GraphValue operator |(GraphValue a, GraphValue b) => a.With("Or", b);

    public static GraphValue operator !(GraphValue a) => a.Graph.Node("Not", [a]);

    public GraphValue Equal(GraphValue other) => With("Equal", other);

    public GraphValue AtLeast(GraphValue other) => With("Max", other);

    public GraphValue AtLeast(float other) => AtLeast(Graph.Constant(other));

    public GraphValue AtLeast(long other) => AtLeast(Graph.Constant(other));

    public GraphValue AtMost(GraphValue other) => With("Min", other);

    public GraphValue AtMost(long other) => AtMost(Graph.Constant(other));

    public GraphValue Modulo(long other) => With("Mod", Graph.Constant(other));

    public GraphValue Square() => this * this;

    public GraphValue Abs() => Graph.Node("Abs", [this]);

    public GraphValue Sqrt() => Graph.Node("Sqrt", [this]);

    /// <summary>10 log₁₀ of powers above 0.</summary>
    public GraphValue Decibels() => Graph.Node("Log", [this]) * (float)(10 / Math.Log(10));

    public GraphValue Times(GraphValue matrix) => With("MatMul", matrix);

    public GraphValue ToFloat() => Cast(TensorProto.Types.DataType.Float);

    public GraphValue ToInteger() => Cast(TensorProto.Types.DataType.Int64);

    /// <summary>For a condition: one value where it holds, and another elsewhere.</summary>
    public GraphValue Choose(GraphValue yes, GraphValue no) => Graph.Node("Where", [this, yes, no]);

    public GraphValue Choose(GraphValue yes, float no) => Choose(yes, Graph.Constant(no));

    public GraphValue Choose(GraphValue yes, long no) => Choose(yes, Graph.Constant(no));

    /// <summary>Reduces dimensions to length 1.</summary>
    public GraphValue Largest(params long[] axes) => Reduce("ReduceMax", axes);

    public GraphValue Smallest(params long[] axes) => Reduce("ReduceMin", axes);

    /// <summary>Sums up a dimension, which goes or stays with length 1.</summary>
    public GraphValue Sum(long axis, bool keep = true) => Graph.Node("ReduceSum", [this, Graph.Constant(axis)], OnnxAttribute.Int("keepdims", keep ? 1 : 0));

    public GraphValue Sum() => Sum(1);

    /// <summary>The largest or smallest along a dimension that goes.</summary>
    public GraphValue LargestWithin(long axis) => Reduce("ReduceMax", [axis], keep: false);

    public GraphValue SmallestWithin(long axis) => Reduce("ReduceMin", [axis], keep: false);

    /// <summary>For each row, whether a condition holds anywhere in it: bool[batch, 1].</summary>
    public GraphValue Any() => ToFloat().Largest(1) > 0f;

    /// <summary>For each row, the first place where a condition holds (0 if nowhere): int64[batch, 1].</summary>
    public GraphValue First() => ToFloat().Best(keep: true);

    /// <summary>For each row, the first place of its largest value: int64[batch, 1] or int64[batch].</summary>
    public GraphValue Best(bool keep) => Graph.Node("ArgMax", [this], OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("keepdims", keep ? 1 : 0));

    /// <summary>Length of a dimension, int64[1].</summary>
    public GraphValue Length(long axis) => Graph.Node("Gather", [Graph.Node("Shape", [this]), Graph.Constant(axis)], OnnxAttribute.Int("axis", 0));

    /// <summary>0 as a length stands for that of the same dimension, and −1 for what is left.</summary>
    public GraphValue Reshape(params long[] shape) => Graph.Node("Reshape", [this, Graph.List(shape)]);

    public GraphValue Scalar() => Graph.Node("Squeeze", [this, Graph.Constant(0L)]);

    public GraphValue Insert(long axis) => Graph.Node("Unsqueeze", [this, Graph.Constant(axis)]);

    public GraphValue Remove(long axis) => Graph.Node("Squeeze", [this, Graph.Constant(axis)]);

    public GraphValue Transpose(params long[] order) => Graph.Node("Transpose", [this], OnnxAttribute.Ints("perm", order));

    /// <summary>Appends zeros to the second of two dimensions, before and after.</summary>
    public GraphValue Pad(GraphValue before, GraphValue after) =>
        Graph.Node("Pad", [this, Graph.Node("Concat", [Graph.Constant(0L), before, Graph.Constant(0L), after], OnnxAttribute.Int("axis", 0))]);

    /// <summary>Part of a dimension.</summary>
    public GraphValue Slice(long axis, long start, long end) => Graph.Node("Slice", [this, Graph.Constant(start), Graph.Constant(end), Graph.Constant(axis)]);

    /// <summary>Each row one place later, its first value twice.</summary>
    public GraphValue Delay() => Graph.Node("Concat", [Slice(1, 0, 1), Slice(1, 0, -1)], OnnxAttribute.Int("axis", 1));

    /// <summary>One after the other along a dimension.</summary>
    public GraphValue Append(GraphValue other, long axis) => Graph.Node("Concat", [this, other], OnnxAttribute.Int("axis", axis));

    /// <summary>The values at places that are the same for all rows.</summary>
    public GraphValue Gather(GraphValue places, long axis) => Graph.Node("Gather", [this, places], OnnxAttribute.Int("axis", axis));

    /// <summary>The values at places that each row has of its own: both are [batch, …].</summary>
    public GraphValue GatherInRows(GraphValue places) => Graph.Node("GatherElements", [this, places], OnnxAttribute.Int("axis", 1));

    public GraphValue RunningSum() => Graph.Node("CumSum", [this, Graph.Constant([], [1L])]);

    /// <summary>For each place of a row the largest of the values from some places before it to some after.</summary>
    public GraphValue LargestAround(long before, long after) => Graph.Node(
        "MaxPool", [Insert(1)], OnnxAttribute.Ints("kernel_shape", [before + after + 1]), OnnxAttribute.Ints("pads", [before, after])).Remove(1);

    private GraphValue With(string operation, GraphValue other) => Graph.Node(operation, [this, other]);

    private GraphValue Cast(TensorProto.Types.DataType type) => Graph.Node("Cast", [this], OnnxAttribute.Int("to", (long)type));

    private GraphValue Reduce(string operation, long[] axes, bool keep = true) =>
        Graph.Node(operation, [this], OnnxAttribute.Ints("axes", axes), OnnxAttribute.Int("keepdims", keep ? 1 : 0));
}

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using DrumClassification.Training.Arithmetic;
using DrumClassification.Training.Fitting;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace DrumClassification.Tests;

/// <summary>Numbers that go into libtorch are held until it has read them.</summary>
public sealed class HeldArithmeticTests
{
    [Fact]
    public void No_number_of_the_trainer_becomes_a_scalar_that_nobody_holds()
    {
        using PEReader file = new(File.OpenRead(typeof(HeldArithmetic).Assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();

        string[] found = [.. metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => (Type: metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name), Name: metadata.GetString(member.Name), member.Signature))
            .Where(member => (member.Type == nameof(Scalar) && member.Name == "op_Implicit")
                || (member.Type == nameof(Tensor) && (IsSumWithoutFactor(member.Name, metadata.GetBlobReader(member.Signature))
                    || (member.Name.StartsWith("op_", StringComparison.Ordinal) && TakesNumber(metadata.GetBlobReader(member.Signature))))))
            .Select(member => $"{member.Type}.{member.Name}")];

        Assert.True(found.Length == 0, $"{string.Join(", ", found)}: use {nameof(HeldArithmetic)}, or a tensor.");
        Assert.NotEmpty(metadata.MemberReferences);
    }

    [Fact]
    public void A_step_is_that_of_TorchSharp()
    {
        float[][] results = [.. ((Func<IEnumerable<Parameter>, OptimizerHelper>[])[theirs => optim.AdamW(theirs, 0.01, weight_decay: 0.1), ours => new HeldAdamW(ours, 0.01, 0.1)]).Select(make =>
        {
            random.manual_seed(1);
            using Linear layer = nn.Linear(5, 3);
            using OptimizerHelper optimizer = make(layer.parameters());
            for (int step = 0; step < 20; step++)
            {
                using DisposeScope scope = NewDisposeScope();
                optimizer.zero_grad();
                layer.call(ones(4, 5)).square().sum().backward();
                optimizer.step();
            }

            return layer.weight!.data<float>().ToArray();
        })];

        Assert.All(results[0].Zip(results[1]), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public async Task Steps_go_on_while_the_collector_runs()
    {
        // Another thread collects without an end: what nobody holds is gone before libtorch has read it.
        using CancellationTokenSource stop = new();
        Task collecting = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }, TestContext.Current.CancellationToken);
        using Linear layer = nn.Linear(6, 6);
        using HeldAdamW optimizer = new(layer.parameters(), 1e-3, 0.01);
        for (int step = 0; step < 300; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            layer.call(ones(2, 6)).square().sum().backward();
            optimizer.step();
        }

        await stop.CancelAsync();
        await collecting;
        Assert.All(layer.weight!.data<float>().ToArray(), weight => Assert.True(Math.Abs(weight) < 1));
    }

    /// <summary>True if TorchSharp makes the factor of what is added by itself.</summary>
    private static bool IsSumWithoutFactor(string name, BlobReader signature)
    {
        signature.ReadSignatureHeader();
        return name == "op_Addition" || (name is "add" or "add_" && signature.ReadCompressedInteger() == 1);
    }

    /// <summary>True if a parameter of a method is a plain number (ECMA-335, II.23.2.1: element types from I1 to R8).</summary>
    private static bool TakesNumber(BlobReader signature)
    {
        signature.ReadSignatureHeader();
        int parameters = signature.ReadCompressedInteger();
        bool isNumber = false;
        for (int i = 0; i <= parameters; i++)
        {
            SignatureTypeCode type = signature.ReadSignatureTypeCode();
            isNumber |= i > 0 && type is >= SignatureTypeCode.SByte and <= SignatureTypeCode.Double;
            if (type == SignatureTypeCode.TypeHandle)
            {
                signature.ReadTypeHandle();
            }
        }

        return isNumber;
    }
}

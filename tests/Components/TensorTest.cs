using ExperimentRunner.Components.Native;
using TorchSharp;

namespace ExperimentRunner.Tests.Components;

/// <summary>A test that works with tensors: libtorch is loaded, memory that nobody set is marked, and what the test makes is freed at its end.</summary>
public abstract class TensorTest : IDisposable
{
    private readonly DisposeScope scope;
    private readonly IDisposable mark;

    protected TensorTest()
    {
        LibTorch.Load();
        scope = torch.NewDisposeScope();
        mark = UnsetMemory.Mark();
    }

    public virtual void Dispose()
    {
        mark.Dispose();
        scope.Dispose();
        GC.SuppressFinalize(this);
    }
}

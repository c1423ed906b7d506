using ExperimentRunner.Components.Native;
using TorchSharp;

namespace ExperimentRunner.Tests.Components;

/// <summary>A test that works with tensors: libtorch is loaded, and what the test makes is freed at its end.</summary>
public abstract class TensorTest : IDisposable
{
    private readonly DisposeScope scope;

    protected TensorTest()
    {
        LibTorch.Load();
        scope = torch.NewDisposeScope();
    }

    public virtual void Dispose()
    {
        scope.Dispose();
        GC.SuppressFinalize(this);
    }
}

namespace ExperimentRunner.Components.Native;

/// <summary>Whether libtorch computes convolutions on the CPU by oneDNN, as <c>torch.backends.mkldnn.enabled</c> in Python. TorchSharp has no switch for it.</summary>
internal static class OneDnn
{
    private const string Library = "libtorch_cpu.so";
    private static readonly Lazy<Functions?> Found = new(Find);

    /// <summary>Whether it can be switched off in this libtorch.</summary>
    internal static bool HasSwitch => Found.Value is not null;

    /// <summary>Switches it for all operations of this process from now on.</summary>
    /// <exception cref="LibTorchException">This libtorch has no such switch.</exception>
    internal static unsafe void Use(bool isEnabled)
    {
        if (Found.Value is { } functions)
        {
            ((delegate* unmanaged<nint, byte, void>)functions.Set)(((delegate* unmanaged<nint>)functions.Context)(), isEnabled ? (byte)1 : (byte)0);
        }
        else if (!isEnabled)
        {
            throw new LibTorchException($"the libtorch in {LibTorch.Folder} has no switch for oneDNN");
        }
    }

    private static Functions? Find() =>
        LibTorch.Find(Library, "_ZN2at13globalContextEv") is { } context && LibTorch.Find(Library, "_ZN2at7Context20setUserEnabledMkldnnEb") is { } set
            ? new Functions(context, set)
            : null;

    /// <summary>at::globalContext() and at::Context::setUserEnabledMkldnn(bool).</summary>
    private sealed record Functions(nint Context, nint Set);
}

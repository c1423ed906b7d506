using System.Runtime.InteropServices;

namespace ExperimentRunner.Components.Native;

/// <summary>NNPACK, a library inside libtorch that it tries for some small convolutions.</summary>
internal static class Nnpack
{
    /// <summary>
    /// Turns it off. It works on some processors only: on others it prints a warning into the worker's log, and where it works it
    /// rounds otherwise than what is used elsewhere.
    /// </summary>
    /// <param name="library">The file of libtorch, loaded. One without the switch is left as it is.</param>
    internal static unsafe void TurnOff(string library)
    {
        var handle = NativeLibrary.Load(library);
        if (NativeLibrary.TryGetExport(handle, "_ZN2at13globalContextEv", out var context)
            && NativeLibrary.TryGetExport(handle, "_ZN2at7Context20setUserEnabledNNPACKEb", out var enable))
        {
            ((delegate* unmanaged<nint, byte, void>)enable)(((delegate* unmanaged<nint>)context)(), 0);
        }
    }
}

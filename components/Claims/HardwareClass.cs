namespace ExperimentRunner.Components.Claims;

/// <summary>The class of hardware that a claim is about.</summary>
public enum HardwareClass
{
    /// <summary>Any: the claim does not depend on it.</summary>
    Any,

    /// <summary>A processor.</summary>
    Cpu,

    /// <summary>A CUDA device.</summary>
    Gpu,
}

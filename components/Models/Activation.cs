namespace ExperimentRunner.Components.Models;

/// <summary>The function between two layers.</summary>
public enum Activation
{
    /// <summary>max(0, x) (Nair, Hinton 2010).</summary>
    Relu,

    /// <summary>x Φ(x), with the distribution function Φ of the normal distribution (Hendrycks, Gimpel 2016).</summary>
    Gelu,

    /// <summary>x / (1 + exp(-x)) (Elfwing, Uchibe, Doya 2017).</summary>
    Silu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,
}

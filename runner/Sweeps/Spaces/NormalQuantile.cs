namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>The quantile function of the standard normal distribution, to about 16 digits (Wichura: Algorithm AS 241; Applied Statistics 37, 1988).</summary>
internal static class NormalQuantile
{
    private const double Tail = 0.425;
    private const double FarTail = 5;

    private static readonly double[] Middle =
        [3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727];

    private static readonly double[] MiddleBelow =
        [1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610];

    private static readonly double[] Near =
        [1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504, 1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4];

    private static readonly double[] NearBelow =
        [1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9];

    private static readonly double[] Far =
        [6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230, 0.0265321895265761230930, 0.00124266094738807843860, 2.71155556874348757815e-5, 2.01033439929228813265e-7];

    private static readonly double[] FarBelow =
        [1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525, 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15];

    /// <summary>The value below which a part of the distribution lies.</summary>
    /// <param name="part">In (0, 1).</param>
    internal static double At(double part)
    {
        var fromMiddle = part - 0.5;
        if (Math.Abs(fromMiddle) <= Tail)
        {
            var square = (Tail * Tail) - (fromMiddle * fromMiddle);
            return fromMiddle * Polynomial(Middle, square) / Polynomial(MiddleBelow, square);
        }

        var root = Math.Sqrt(-Math.Log(Math.Min(part, 1 - part)));
        var size = root <= FarTail
            ? Polynomial(Near, root - 1.6) / Polynomial(NearBelow, root - 1.6)
            : Polynomial(Far, root - FarTail) / Polynomial(FarBelow, root - FarTail);
        return Math.CopySign(size, fromMiddle);
    }

    private static double Polynomial(double[] coefficients, double at) => coefficients.Reverse().Aggregate(0.0, (sum, coefficient) => (sum * at) + coefficient);
}

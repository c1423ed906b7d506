using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Registry.Expressions;

/// <summary>A piece of a <see cref="Template"/>.</summary>
/// <param name="Start">Its offset in the text.</param>
/// <param name="Length">Its number of characters there.</param>
public abstract record TemplatePart(int Start, int Length)
{
    /// <summary>Text that stands for itself.</summary>
    public sealed record Literal(string Text, int Start, int Length) : TemplatePart(Start, Length);

    /// <summary>The value at an address: <c>${train.seed}</c>.</summary>
    public sealed record Reference(Address Address, int Start, int Length) : TemplatePart(Start, Length);

    /// <summary>A <c>${…}</c> that cannot be read.</summary>
    public sealed record Mistake(string Text, string Message, int Start, int Length) : TemplatePart(Start, Length);

    /// <summary>
    /// An environment variable: <c>${env:NAME}</c>, <c>${env:NAME:-default}</c>. A default may have references in it:
    /// <c>${env:NAME:-${tags.name}}</c>.
    /// </summary>
    public sealed record Variable(string Name, string? Default, int Start, int Length) : TemplatePart(Start, Length)
    {
        /// <summary>The offset of the default in the text: it ends before the closing brace.</summary>
        public int DefaultStart => Start + Length - 1 - (Default?.Length ?? 0);
    }
}

using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>A single value: a text, which plain (unquoted) also reads as number, truth value or null, by YAML 1.2.</summary>
public sealed class ScalarNode : ConfigNode
{
    /// <summary>A single value.</summary>
    /// <param name="span">Where it was written.</param>
    /// <param name="text">The text, without quotes and escapes.</param>
    /// <param name="isQuoted">Whether it was quoted and so is text whatever it looks like.</param>
    /// <param name="overridden">The value that this one replaced.</param>
    /// <param name="template">The value as written, where this one came from <c>${…}</c> in it.</param>
    public ScalarNode(SourceSpan span, string text, bool isQuoted = false, ConfigNode? overridden = null, ScalarNode? template = null)
        : base(span, overridden)
    {
        Text = text;
        IsQuoted = isQuoted;
        Template = template;
    }

    /// <summary>The text, without quotes and escapes.</summary>
    public string Text { get; }

    /// <summary>Whether it was quoted and so is text whatever it looks like.</summary>
    public bool IsQuoted { get; }

    /// <summary>The text as the user wrote it. Messages show this one, never what the environment put in its place.</summary>
    public string Written => Template?.Text ?? Text;

    /// <summary>Whether it still is a reference, which nothing may resolve: a secret.</summary>
    public bool IsUnresolved => Template?.Text == Text;

    /// <inheritdoc />
    public override string Noun => IsNull ? "null" : IsQuoted ? "a text" : CoreSchema.Noun(Text);

    /// <summary>Whether it is <c>null</c> or <c>~</c>: the key is taken back.</summary>
    public bool IsNull => !IsQuoted && CoreSchema.IsNull(Text);

    /// <summary>Whether it is the plain word <c>none</c>: off.</summary>
    public bool IsNone => !IsQuoted && Text == "none";

    /// <summary>Whether it could be the name of a component: text, and not a number, a truth value, null or <c>none</c>.</summary>
    public bool IsWord => Text.Length > 0 && !IsNone && (IsQuoted || CoreSchema.IsText(Text));

    /// <summary>The value as a truth value, or null.</summary>
    public bool? AsBoolean() => IsQuoted ? null : CoreSchema.Boolean(Text);

    /// <summary>The value as a whole number, or null.</summary>
    public long? AsInteger() => IsQuoted ? null : CoreSchema.Integer(Text);

    /// <summary>The value as a number, or null.</summary>
    public double? AsNumber() => IsQuoted ? null : CoreSchema.Number(Text);

    /// <summary>Where a part of the text was written; the whole where escapes make that unclear.</summary>
    public SourceSpan SpanOf(int start, int length)
    {
        foreach (var quote in (ReadOnlySpan<int>)[0, 1])
        {
            var from = Span.Start + quote;
            if (from + Text.Length <= Span.Source.Content.Length
                && string.CompareOrdinal(Span.Source.Content, from, Text, 0, Text.Length) == 0)
            {
                return new SourceSpan(Span.Source, from + start, length);
            }
        }

        return Span;
    }

    internal override ConfigNode Over(ConfigNode earlier) => new ScalarNode(Span, Text, IsQuoted, ChainTo(earlier), Template);

    internal override ConfigNode LentTo(ScalarNode reference, ConfigNode? overridden) =>
        new ScalarNode(reference.Span, Text, IsQuoted, overridden, IsUnresolved ? Template : reference);
}

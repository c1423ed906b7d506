using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>The values that a sweep may give an argument.</summary>
/// <param name="Span">Where it is written.</param>
public abstract record ValueRange(SourceSpan Span)
{
    /// <summary>The number of values where it is finite, each as likely; else null.</summary>
    public virtual long? Count => null;

    /// <summary>Whether neighbouring coordinates mean similar values.</summary>
    public virtual bool IsOrdered => true;

    /// <summary>As people read it: <c>choice(mlp, convnet)</c>.</summary>
    public virtual string Text => Span.Text;

    /// <summary>All that its values follow from, whatever file it is written in.</summary>
    public virtual string Meaning => Text;

    /// <summary>The value at a coordinate: the quantile function of the range.</summary>
    /// <param name="coordinate">In [0, 1).</param>
    public abstract ConfigNode ValueAt(double coordinate);

    /// <summary>What one of its values is called.</summary>
    public virtual string NameOf(ConfigNode value) => value is ScalarNode scalar ? scalar.Text : YamlWriter.WriteInline(value);

    /// <summary>What the value of a number is called, where they are finite.</summary>
    public string NameAt(long index) => NameOf(ValueAt((index + 0.5) / Count!.Value));

    /// <summary>The number of the value at a coordinate, where it is finite.</summary>
    public long IndexAt(double coordinate) => Math.Min((long)(coordinate * Count!.Value), Count.Value - 1);

    /// <summary>The coordinates in the middle of its values, where they are finite.</summary>
    public IEnumerable<double> Coordinates()
    {
        for (var index = 0L; index < Count!.Value; index++)
        {
            yield return (index + 0.5) / Count.Value;
        }
    }

    /// <summary>A number as a value.</summary>
    protected ScalarNode Number(double value) => new(Span, ScalarText.Of(value));
}

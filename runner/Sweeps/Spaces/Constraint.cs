using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>What must hold of a trial's values: <c>model.hidden * train.batch_size &lt;= 65536 and optimizer != lbfgs</c>.</summary>
public sealed class Constraint
{
    private readonly Func<Func<string, object?>, object> condition;

    private Constraint(ScalarNode text, Func<Func<string, object?>, object> condition, IReadOnlyList<(string Address, SourceSpan Span)> addresses)
    {
        Text = text;
        this.condition = condition;
        Addresses = addresses;
    }

    /// <summary>As it is written.</summary>
    public ScalarNode Text { get; }

    /// <summary>The addresses in it.</summary>
    public IReadOnlyList<(string Address, SourceSpan Span)> Addresses { get; }

    /// <summary>Reads a constraint; null after a diagnostic.</summary>
    public static Constraint? Read(ScalarNode text, DiagnosticBag diagnostics)
    {
        var parser = new ConstraintParser(text);
        try
        {
            return new Constraint(text, parser.Parse(), parser.Addresses);
        }
        catch (ConstraintException mistake)
        {
            diagnostics.Add(DiagnosticCodes.BadConstraint, mistake.Message, text.SpanOf(mistake.Start, mistake.Length));
            return null;
        }
    }

    /// <summary>Whether it holds. A trial that lacks an argument in it, because it has another model, is none of its affair.</summary>
    /// <param name="values">The value at an address, a number, a truth value or a text; null where the trial has no such argument.</param>
    /// <exception cref="ConstraintException">Values do not go together: a text is added to a number.</exception>
    public bool Holds(Func<string, object?> values) =>
        Addresses.Any(named => IsAddress(named.Address) && values(named.Address) is null) || condition(values) is true;

    /// <summary>Whether a name cannot be a text: it has a dot.</summary>
    internal static bool IsAddress(string name) => name.Contains('.', StringComparison.Ordinal);
}

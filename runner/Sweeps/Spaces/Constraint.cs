using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>What must hold of a trial's values: <c>model.hidden * train.batch_size &lt;= 65536 and optimizer != lbfgs</c>.</summary>
public sealed class Constraint
{
    private const int Longest = 2_000; // each bracket is a step deeper on the stack

    private readonly ScalarNode text;
    private readonly Term condition;

    private Constraint(ScalarNode text, Term condition)
    {
        (this.text, this.condition) = (text, condition);
        Addresses = [.. condition.Arguments().Select(argument => argument.Address)];
    }

    /// <summary>As it is written.</summary>
    public string Text => text.Text;

    /// <summary>Where it is written.</summary>
    public SourceSpan Span => text.Span;

    /// <summary>The addresses in it, and words that may be texts.</summary>
    public IReadOnlyList<Address> Addresses { get; }

    /// <summary>Reads what <c>where</c> says: one constraint or a list of them.</summary>
    public static IReadOnlyList<Constraint> ReadAll(ConfigNode? where, DiagnosticBag diagnostics) => where switch
    {
        null or InvalidNode or ScalarNode { IsNull: true } or ScalarNode { IsNone: true } => [],
        SequenceNode list => [.. list.Items.Select(item => Read(item, diagnostics)).OfType<Constraint>()],
        _ => Read(where, diagnostics) is { } only ? [only] : [],
    };

    /// <summary>Whether it holds. A trial that lacks an argument in it, because it has another model, is none of its affair.</summary>
    /// <exception cref="ConstraintException">Values do not go together: a text is added to a number.</exception>
    public bool Holds(TrialValues trial) =>
        Addresses.Any(address => address.Segments.Count > 1 && trial[address] is null) || condition.Truth(trial);

    /// <summary>Tells of a mistake that evaluating it brought up.</summary>
    internal Diagnostic Explain(ConstraintException mistake) =>
        new(DiagnosticCodes.BadConstraint, mistake.Message, text.SpanOf(mistake.Start, mistake.Length));

    /// <summary>Tells of arguments that no trial has.</summary>
    /// <param name="unknown">What no trial has.</param>
    /// <param name="known">What trials have.</param>
    /// <param name="diagnostics">Receives the mistakes.</param>
    internal void TellUnknown(IReadOnlySet<Address> unknown, IEnumerable<string> known, DiagnosticBag diagnostics)
    {
        foreach (var argument in condition.Mistaken(unknown))
        {
            var name = argument.Address.ToString();
            diagnostics.Add(
                DiagnosticCodes.BadConstraint, $"no trial has '{name}'", text.SpanOf(argument.Start, argument.Length),
                name.IndexOfAny(['/', '-']) >= 0 ? "write spaces around - and /" : Suggestion.Hint(name, known));
        }
    }

    private static Constraint? Read(ConfigNode node, DiagnosticBag diagnostics)
    {
        if (node is not ScalarNode text)
        {
            diagnostics.Add(DiagnosticCodes.WrongType, $"a constraint must be a text, not {node.Noun}", node.Span, "for example train.batch_size <= 512");
            return null;
        }

        if (text.Text.Length > Longest)
        {
            diagnostics.Add(DiagnosticCodes.BadConstraint, $"a constraint has at most {Longest} characters", text.Span.FirstLine, "write several, as a list");
            return null;
        }

        try
        {
            return new Constraint(text, new ConstraintParser(text.Text).Parse());
        }
        catch (ConstraintException mistake)
        {
            diagnostics.Add(DiagnosticCodes.BadConstraint, mistake.Message, text.SpanOf(mistake.Start, mistake.Length));
            return null;
        }
    }
}

/// <summary>A mistake in a constraint.</summary>
public sealed class ConstraintException(string message, int start, int length) : Exception(message)
{
    /// <summary>Where it is, in the constraint's text.</summary>
    public int Start { get; } = start;

    /// <summary>The number of characters.</summary>
    public int Length { get; } = length;
}

using System.Globalization;
using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>A part of a <see cref="Constraint"/>.</summary>
/// <param name="Start">Its offset in the constraint's text.</param>
/// <param name="Length">Its number of characters there.</param>
internal abstract record Term(int Start, int Length)
{
    /// <summary>The parts of it.</summary>
    protected virtual IEnumerable<Term> Parts => [];

    /// <summary>Its value for a trial: a number, a truth value or a text.</summary>
    /// <exception cref="ConstraintException">Values do not go together: a text is added to a number.</exception>
    internal abstract object ValueIn(TrialValues trial);

    /// <summary>The arguments in it.</summary>
    internal IEnumerable<Argument> Arguments() => (this is Argument own ? [own] : Enumerable.Empty<Argument>()).Concat(Parts.SelectMany(part => part.Arguments()));

    /// <summary>The arguments that no trial has and that cannot be meant as texts either.</summary>
    /// <param name="unknown">What no trial has.</param>
    internal virtual IEnumerable<Argument> Mistaken(IReadOnlySet<Address> unknown) => Parts.SelectMany(part => part.Mistaken(unknown));

    internal double Number(TrialValues trial) => ValueIn(trial) is var value && value is double number ? number
        : throw new ConstraintException($"expected a number, and this is {Show(value)}", Start, Length);

    internal bool Truth(TrialValues trial) => ValueIn(trial) is var value && value is bool truth ? truth
        : throw new ConstraintException($"expected a condition such as a <= b, and this is {Show(value)}", Start, Length);

    protected static string Show(object value) => value switch
    {
        string text => $"the text '{text}'",
        bool truth => truth ? "true" : "false",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    /// <summary>A number, a truth value, a text in quotes.</summary>
    internal sealed record Literal(object Value, int Start, int Length) : Term(Start, Length)
    {
        internal override object ValueIn(TrialValues trial) => Value;
    }

    /// <summary>An argument of the trial; a single word that is none is a text.</summary>
    internal sealed record Argument(Address Address, int Start, int Length) : Term(Start, Length)
    {
        internal bool MayBeText => Address.Segments.Count == 1;

        internal override object ValueIn(TrialValues trial) => trial[Address] ?? Address.Segments[^1];

        internal override IEnumerable<Argument> Mistaken(IReadOnlySet<Address> unknown) => unknown.Contains(Address) ? [this] : [];
    }

    /// <summary><c>+ - * /</c>.</summary>
    internal sealed record Arithmetic(Term Left, string Sign, Term Right) : Term(Left.Start, Right.Start + Right.Length - Left.Start)
    {
        protected override IEnumerable<Term> Parts => [Left, Right];

        internal override object ValueIn(TrialValues trial)
        {
            var (left, right) = (Left.Number(trial), Right.Number(trial));
            return Sign switch
            {
                "+" => left + right,
                "-" => left - right,
                "*" => left * right,
                _ => left / right,
            };
        }
    }

    /// <summary>A minus before a value.</summary>
    internal sealed record Negative(Term Of, int Start) : Term(Start, Of.Start + Of.Length - Start)
    {
        protected override IEnumerable<Term> Parts => [Of];

        internal override object ValueIn(TrialValues trial) => -Of.Number(trial);
    }

    /// <summary><c>&lt; &lt;= &gt; &gt;= == !=</c>.</summary>
    internal sealed record Comparison(Term Left, string Sign, Term Right) : Term(Left.Start, Right.Start + Right.Length - Left.Start)
    {
        protected override IEnumerable<Term> Parts => [Left, Right];

        private bool IsEquality => Sign is "==" or "!=";

        internal override object ValueIn(TrialValues trial)
        {
            if (IsEquality)
            {
                return Left.ValueIn(trial).Equals(Right.ValueIn(trial)) == (Sign == "==");
            }

            var (left, right) = (Left.Number(trial), Right.Number(trial));
            return Sign switch
            {
                "<" => left < right,
                "<=" => left <= right,
                ">" => left > right,
                _ => left >= right,
            };
        }

        internal override IEnumerable<Argument> Mistaken(IReadOnlySet<Address> unknown)
        {
            var mistaken = base.Mistaken(unknown).ToArray();
            var isText = IsEquality && mistaken is [{ MayBeText: true } only] && (only == Left || only == Right);
            return isText ? [] : mistaken.Take(1);
        }
    }

    /// <summary><c>and</c>, <c>or</c>.</summary>
    internal sealed record Both(Term Left, bool IsAnd, Term Right) : Term(Left.Start, Right.Start + Right.Length - Left.Start)
    {
        protected override IEnumerable<Term> Parts => [Left, Right];

        internal override object ValueIn(TrialValues trial) => IsAnd ? Left.Truth(trial) && Right.Truth(trial) : Left.Truth(trial) || Right.Truth(trial);
    }

    /// <summary><c>not</c>.</summary>
    internal sealed record Not(Term Of, int Start) : Term(Start, Of.Start + Of.Length - Start)
    {
        protected override IEnumerable<Term> Parts => [Of];

        internal override object ValueIn(TrialValues trial) => !Of.Truth(trial);
    }
}

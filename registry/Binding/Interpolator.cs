using System.Text;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Binding;

/// <summary>
/// Replaces <c>${…}</c> in a composed tree. A scalar that is one reference takes the whole value, of whatever type; inside a
/// longer text the value becomes text. What nobody wrote has its default, also where a list is patched. Secrets stay as they are.
/// </summary>
internal sealed class Interpolator(
    MappingNode root, Place rootPlace, ComponentRegistry registry, Func<string, string?> environment, DiagnosticBag diagnostics)
{
    private readonly RecordNodes records = new(registry);
    private readonly Merger merger = new(diagnostics);
    private readonly List<ScalarNode> resolving = [];
    private readonly HashSet<ScalarNode> circular = new(ReferenceEqualityComparer.Instance);
    private readonly SecretNames names = new(environment(SecretNames.Variable));
    private readonly HashSet<string> secrets = new(StringComparer.Ordinal);
    private readonly List<(ScalarNode Scalar, TemplatePart.Variable Variable)> shown = [];
    private readonly Dictionary<SourceSpan, string> given = [];
    private int nodes;
    private bool isFull;

    /// <summary>The tree with every reference replaced.</summary>
    public MappingNode Run()
    {
        var tree = (MappingNode)Visit(root, rootPlace, 0);
        foreach (var (scalar, variable) in shown.Where(one => secrets.Contains(one.Variable.Name)))
        {
            FailSecret(scalar, variable, "is a secret, since another argument uses it as one");
        }

        return tree;
    }

    /// <summary>The variables that are used as secrets, whatever their names.</summary>
    public IReadOnlyCollection<string> Secrets => secrets;

    /// <summary>A mistake in what a reference gave, which stands at the reference, with what that is and where it comes from.</summary>
    public Diagnostic Explain(Diagnostic problem) => problem.Span is { } span && given.TryGetValue(span, out var note)
        ? problem with { Notes = [note, .. problem.Notes ?? []] }
        : problem;

    private ConfigNode Visit(ConfigNode node, Place place, int depth)
    {
        if (++nodes > Limits.Nodes || depth > Limits.Depth)
        {
            return Overflow(node, depth);
        }

        return node switch
        {
            ScalarNode scalar when Template.IsIn(scalar.Text) => VisitTemplate(scalar, place, depth),
            SequenceNode list => list.With(list.Items.Select(i => Visit(i, place.Child(list, ""), depth + 1)).ToList()),
            AppendNode append => Visit(Appended(append, place), place, depth),
            MappingNode mapping when PatchDefault(mapping, place) is SequenceNode patched => Visit(patched, place, depth),
            MappingNode mapping => VisitMapping(mapping, place, depth),
            _ => node,
        };
    }

    /// <summary>A mapping where a list is expected patches the list that stands there when nobody writes one.</summary>
    private ConfigNode PatchDefault(MappingNode mapping, Place place) =>
        place is { Shape: ListShape shape, Default: { } value }
            && records.ToNode(shape, value, written: null) is SequenceNode { Items.Count: > 0 } list
            ? merger.Merge(list, mapping)
            : mapping;

    /// <summary>Items that no file's list came to lie under: they are appended to the list that stands there when nobody writes one.</summary>
    private ConfigNode Appended(AppendNode append, Place place)
    {
        if (place.Shape is not (ListShape or RawShape or null))
        {
            diagnostics.Add(
                DiagnosticCodes.NotAList, $"'+' behind a key appends to a list, and this must be {place.Shape.Expected}", append.Span,
                "put the key in quotes if the plus belongs to its name");
            return new InvalidNode(append.Span, append.Overridden);
        }

        var list = place is { Shape: ListShape shape, Default: { } value } ? records.ToNode(shape, value, written: null) : new SequenceNode(append.Span, []);
        var below = append.Below is MappingNode patch ? merger.Merge(list, patch) : list;
        return merger.Merge(below, new AppendNode(append.Span, append.Items));
    }

    private MappingNode VisitMapping(MappingNode mapping, Place place, int depth)
    {
        // The type says what the other keys mean, and may be a reference itself.
        var known = ResolveType(mapping, place, depth);
        return mapping.With(mapping.Entries
            .Select(e => e.Key == "type"
                ? known.Find("type")!.Value
                : e with { Value = Visit(e.Value, place.Child(known, e.Key), depth + 1) })
            .ToList());
    }

    private MappingNode ResolveType(MappingNode mapping, Place place, int depth)
    {
        if (mapping["type"] is not ScalarNode type || !Template.IsIn(type.Text))
        {
            return mapping;
        }

        var resolved = Visit(type, place.Child(null, "type"), depth + 1);
        return mapping.With(mapping.Entries.Select(e => e.Key == "type" ? e with { Value = resolved } : e));
    }

    private ConfigNode VisitTemplate(ScalarNode scalar, Place place, int depth)
    {
        if (place.Shape is ScalarShape { Kind: ScalarKind.Secret } || scalar.IsUnresolved)
        {
            secrets.UnionWith(Template.Parse(scalar.Text).Parts.OfType<TemplatePart.Variable>().Select(variable => variable.Name));
            return scalar;
        }

        if (circular.Contains(scalar))
        {
            return new InvalidNode(scalar.Span, scalar.Overridden);
        }

        if (resolving.FindIndex(s => ReferenceEquals(s, scalar)) is >= 0 and var start)
        {
            return FailCircle(scalar, resolving[start..]);
        }

        resolving.Add(scalar);
        var template = Template.Parse(scalar.Text);
        var result = template.Parts is [not TemplatePart.Literal and var only]
            ? Whole(scalar, only, depth)
            : Embedded(scalar, template, depth);
        resolving.RemoveAt(resolving.Count - 1);
        return result;
    }

    private InvalidNode FailCircle(ScalarNode scalar, List<ScalarNode> circle)
    {
        circular.UnionWith(circle);
        return Fail(
            scalar, DiagnosticCodes.ReferenceCycle, "this reference leads back to itself", scalar.Span,
            notes: [string.Join(" → ", circle.Append(scalar).Select(s => s.Text))]);
    }

    /// <summary>The value of a scalar that is one reference: it keeps its type, and stands where the reference does.</summary>
    private ConfigNode Whole(ScalarNode scalar, TemplatePart part, int depth) => Resolve(scalar, part, depth) switch
    {
        InvalidNode => new InvalidNode(scalar.Span, scalar.Overridden),
        var value => value.LentTo(scalar, scalar.Overridden),
    };

    private ConfigNode Embedded(ScalarNode scalar, Template template, int depth)
    {
        var text = new StringBuilder();
        var isValid = true;
        foreach (var part in template.Parts)
        {
            var value = part is TemplatePart.Literal literal ? new ScalarNode(scalar.Span, literal.Text) : Resolve(scalar, part, depth);
            isValid &= value is not InvalidNode;
            if (value is ScalarNode resolved)
            {
                text.Append(resolved.Text);
            }
            else if (value is not InvalidNode)
            {
                isValid = false;
                var span = scalar.SpanOf(part.Start, part.Length);
                Fail(scalar, DiagnosticCodes.NotTextual, $"{value.Noun} cannot stand inside a text", span);
            }
        }

        return isValid
            ? new ScalarNode(scalar.Span, text.ToString(), isQuoted: true, scalar.Overridden, scalar)
            : new InvalidNode(scalar.Span, scalar.Overridden);
    }

    private ConfigNode Resolve(ScalarNode scalar, TemplatePart part, int depth) => part switch
    {
        TemplatePart.Variable variable => ResolveVariable(scalar, variable, depth),
        TemplatePart.Reference reference => ResolveReference(scalar, reference, depth),
        TemplatePart.Mistake mistake =>
            Fail(scalar, DiagnosticCodes.BadTemplate, mistake.Message, scalar.SpanOf(mistake.Start, mistake.Length)),
        _ => scalar,
    };

    private ConfigNode ResolveVariable(ScalarNode scalar, TemplatePart.Variable variable, int depth)
    {
        if (names.Contains(variable.Name))
        {
            return FailSecret(scalar, variable, "looks like a secret", $"if it is none, say so: {SecretNames.Variable}='!{variable.Name}'");
        }

        shown.Add((scalar, variable));
        var span = scalar.SpanOf(variable.Start, variable.Length);

        // A variable that is set to nothing counts as unset for a default, as ':-' does in a shell.
        var value = environment(variable.Name);
        if (string.IsNullOrEmpty(value) && variable.Default is { } @default)
        {
            return ResolveDefault(scalar, variable, @default, depth);
        }

        if (value is null)
        {
            return Fail(
                scalar, DiagnosticCodes.UnsetVariable, $"the environment variable {variable.Name} is not set", span,
                $"set it, or give a default: ${{env:{variable.Name}:-…}}");
        }

        return new ScalarNode(span, value, isQuoted: CoreSchema.IsNull(value));
    }

    private InvalidNode FailSecret(ScalarNode scalar, TemplatePart.Variable variable, string why, params IReadOnlyList<string> notes) => Fail(
        scalar, DiagnosticCodes.SecretElsewhere, $"'{variable.Name}' {why}, and this argument would write its value down",
        scalar.SpanOf(variable.Start, variable.Length), "only arguments that are secret take it", notes);

    /// <summary>The default of a variable, which may have references in it.</summary>
    private ConfigNode ResolveDefault(ScalarNode scalar, TemplatePart.Variable variable, string text, int depth)
    {
        var written = new ScalarNode(scalar.SpanOf(variable.DefaultStart, text.Length), text, isQuoted: CoreSchema.IsNull(text));
        return Template.IsIn(text) ? Visit(written, rootPlace.Unknown, depth + 1) : written;
    }

    private ConfigNode ResolveReference(ScalarNode scalar, TemplatePart.Reference reference, int depth)
    {
        ConfigNode? node = root;
        var place = rootPlace;
        foreach (var segment in reference.Address.Segments)
        {
            // The way may lead through other references.
            node = node is ScalarNode step && Template.IsIn(step.Text) ? Visit(step, place, depth + 1) : node;
            node = node is MappingNode mapping ? ResolveType(mapping, place, depth) : node;
            node = node is MappingNode patch ? PatchDefault(patch, place) : node is AppendNode append ? Appended(append, place) : node;
            var next = place.Child(node, segment);
            var found = Step(node, segment);
            if (found is null && next is { Shape: { } shape, Default: { } value })
            {
                found = records.ToNode(shape, value, written: null);
            }

            if (found is null)
            {
                return node is InvalidNode ? node : NotFound(scalar, reference, segment, node, place);
            }

            (node, place) = (found, next);
        }

        var target = Visit(node, place, depth + 1);
        if (reference.Length == scalar.Text.Length)
        {
            Note(scalar, node);
        }

        return target is ScalarNode && place.Shape is ScalarShape { Kind: ScalarKind.Secret }
            ? Fail(
                scalar, DiagnosticCodes.SecretElsewhere, $"'{reference.Address}' is a secret, and this would write its value down",
                scalar.SpanOf(reference.Start, reference.Length))
            : target;
    }

    /// <summary>Notes what a reference gives. A mapping is not shown, since there may be a secret in it.</summary>
    private void Note(ScalarNode scalar, ConfigNode target)
    {
        var what = target is ScalarNode value ? $"'{value.Text}'" : target.Noun;
        var whence = target.Span.Length > 0 ? $"written at {target.Span}" : "the default";
        given[scalar.Span] = $"'{scalar.Text}' is {what}, {whence}";
    }

    private static ConfigNode? Step(ConfigNode? node, string segment) => node switch
    {
        MappingNode mapping => mapping[segment] is ScalarNode { IsNull: true } ? null : mapping[segment],
        SequenceNode list when ListItems.Find(list, segment) is [var only] => list.Items[only],
        ScalarNode { IsWord: true } when segment == "type" => node,
        _ => null,
    };

    private InvalidNode NotFound(ScalarNode scalar, TemplatePart.Reference reference, string segment, ConfigNode? node, Place place)
    {
        if (node is SequenceNode list)
        {
            return Fail(
                scalar, DiagnosticCodes.UnknownReference, $"'{reference.Address}' means no single item of the list",
                scalar.SpanOf(reference.Start, reference.Length), notes: [$"its items: {ListItems.Describe(list)}"]);
        }

        var candidates = (node is MappingNode mapping ? mapping.Entries.Select(e => e.Key) : [])
            .Concat(place.Record(node)?.Arguments.Select(a => a.Key) ?? []).Distinct(StringComparer.Ordinal).ToList();
        var why = candidates.Contains(segment, StringComparer.Ordinal) ? "has no value" : "does not exist";
        return Fail(
            scalar, DiagnosticCodes.UnknownReference, $"'{reference.Address}' {why}", scalar.SpanOf(reference.Start, reference.Length),
            candidates.Contains(segment, StringComparer.Ordinal) ? null : VariableHint(reference.Address) ?? HintFor(reference.Address, segment, candidates),
            reference.Address.Segments is [var name] && !name.Any(char.IsAsciiLetterLower) ? [$"a variable of the environment is written ${{env:{name}}}"] : []);
    }

    /// <summary>A name that no key has and a variable of the environment does.</summary>
    private string? VariableHint(Address address) =>
        address.Segments is [var name] && environment(name) is not null ? $"did you mean '${{env:{name}}}'?" : null;

    private static string? HintFor(Address address, string segment, IEnumerable<string> candidates)
    {
        var position = address.Segments.ToList().IndexOf(segment);
        return Suggestion.For(segment, candidates) is { } meant
            ? $"did you mean '${{{new Address([.. address.Segments.Take(position), meant, .. address.Segments.Skip(position + 1)])}}}'?"
            : null;
    }

    private InvalidNode Overflow(ConfigNode node, int depth)
    {
        if (!isFull)
        {
            var (code, what) = depth > Limits.Depth
                ? (DiagnosticCodes.TooDeep, $"nested deeper than {Limits.Depth} levels")
                : (DiagnosticCodes.TooManyNodes, $"more than {Limits.Nodes} values");
            var span = resolving.Count > 0 ? resolving[0].Span : node.Span;
            diagnostics.Add(code, $"with the references in it, {what}", span);
        }

        isFull = true;
        return new InvalidNode(node.Span);
    }

    private InvalidNode Fail(
        ScalarNode scalar, DiagnosticCode code, string message, SourceSpan span, string? hint = null, params IReadOnlyList<string> notes)
    {
        diagnostics.Add(code, message, span, hint, notes);
        return new InvalidNode(scalar.Span, scalar.Overridden);
    }
}

using System.IO.Enumeration;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>The parameters that an optimizer changes, with their names in the model.</summary>
public sealed class ParameterGroups
{
    /// <summary>All trainable parameters of a module.</summary>
    public ParameterGroups(nn.Module module) =>
        Named = [.. module.named_parameters().Where(entry => entry.parameter.requires_grad)];

    /// <summary>Each parameter with its state-dict key, in the model's order.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> Named { get; }

    /// <summary>The parameters alone.</summary>
    public IEnumerable<Parameter> Parameters => Named.Select(entry => entry.Parameter);

    /// <summary>Divides the parameters: those that no rule matches come first, then a group for each rule, in order.</summary>
    /// <param name="rules">The rules; of those that match a name the first counts.</param>
    /// <param name="learningRate">The optimizer's learning rate.</param>
    /// <exception cref="InvalidOperationException">No parameter belongs to a rule; the message names the parameters.</exception>
    public IReadOnlyList<ParameterGroup> Divide(IReadOnlyList<GroupRule> rules, double learningRate)
    {
        var members = Named.ToLookup(entry => FirstMatch(rules, entry.Name), entry => entry.Parameter);
        var rest = new ParameterGroup([.. members[-1]], learningRate, WeightDecay: null);
        var groups = rules.Select((rule, place) => new ParameterGroup(
            [.. members[place]], learningRate * rule.LrFactor, rule.WeightDecay)).ToList();
        if (groups.FindIndex(group => group.Parameters.Count == 0) is >= 0 and var empty)
        {
            throw new InvalidOperationException(Explain(rules[empty].Match));
        }

        return rest.Parameters.Count > 0 || groups.Count == 0 ? [rest, .. groups] : groups;
    }

    private static int FirstMatch(IReadOnlyList<GroupRule> rules, string name)
    {
        for (var place = 0; place < rules.Count; place++)
        {
            if (Matches(rules[place].Match, name))
            {
                return place;
            }
        }

        return -1;
    }

    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    private string Explain(string pattern) => Named.Any(entry => Matches(pattern, entry.Name))
        ? $"optimizer.groups: an earlier group has every parameter that '{pattern}' matches; put the narrower pattern first"
        : $"optimizer.groups: '{pattern}' matches no parameter; the parameters are {string.Join(", ", Named.Select(entry => entry.Name))}";
}

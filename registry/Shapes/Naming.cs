using System.Text;

namespace ExperimentRunner.Registry.Shapes;

/// <summary>From names in C# to names in YAML.</summary>
internal static class Naming
{
    /// <summary><c>BatchSize</c> is <c>batch_size</c>, <c>ReduceLROnPlateau</c> is <c>reduce_lr_on_plateau</c>.</summary>
    public static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            text.Append(startsWord && name[i - 1] != '_' ? "_" : "").Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}

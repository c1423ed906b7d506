using System.Globalization;

namespace ExperimentRunner.Components.Datasets;

/// <summary>What a data set tells the model, the loss and the metrics, so that a YAML file never repeats it.</summary>
public sealed record DataSpec
{
    /// <summary>The shape of one input without the batch: <c>[channels, height, width]</c> for images, <c>[features]</c> for tables.</summary>
    public required IReadOnlyList<long> InputShape { get; init; }

    /// <summary>The number of classes, at least 2, of targets int64 [B]; or null where targets are not classes.</summary>
    public int? Classes { get; init; }

    /// <summary>The number of values in one target, float32 [B, targets], where targets are not classes.</summary>
    public int Targets { get; init; } = 1;

    /// <summary>The number of values that a model gives for one input: one a class, or one a target value.</summary>
    public int Outputs => Classes ?? Targets;

    /// <summary>The names of the classes by index, or empty.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>What the targets are.</summary>
    public KnownTargets KnownTargets => new(Classes is null ? TargetKind.Numbers : TargetKind.Classes, Classes);

    /// <summary>The number of values in one input.</summary>
    public long InputSize => InputShape.Aggregate(1L, (product, size) => product * size);

    /// <summary>The channels, height and width of an input, for components that work on images only.</summary>
    /// <param name="component">Who asks, for the message.</param>
    /// <exception cref="InvalidOperationException">The inputs of this data set are not images.</exception>
    public (long Channels, long Height, long Width) RequireImages(string component) => InputShape is [var channels, var height, var width]
        ? (channels, height, width)
        : throw new InvalidOperationException(
            $"'{component}' needs images [channels, height, width], and the inputs of this data set are [{string.Join(", ", InputShape)}]");

    /// <summary>The number of values in one target, for components that work on numbers only.</summary>
    /// <param name="component">Who asks, for the message.</param>
    /// <exception cref="InvalidOperationException">The targets of this data set are not numbers.</exception>
    public int RequireValues(string component) => KnownTargets.RefuseClasses(component) is { } misfit ? throw new InvalidOperationException(misfit) : Targets;

    /// <summary>The number of classes, for components that work on classes only.</summary>
    /// <param name="component">Who asks, for the message.</param>
    /// <exception cref="InvalidOperationException">The targets of this data set are not classes.</exception>
    public int RequireClasses(string component) => Classes ?? throw new InvalidOperationException(KnownTargets.RefuseNumbers(component));

    /// <summary>The index of a class by its name, or by its number where classes have no names; null where there is none such.</summary>
    public int? ClassIndex(string name)
    {
        for (var index = 0; index < Classes; index++)
        {
            if ((ClassNames.Count > 0 ? ClassNames[index] : index.ToString(CultureInfo.InvariantCulture)) == name)
            {
                return index;
            }
        }

        return null;
    }
}

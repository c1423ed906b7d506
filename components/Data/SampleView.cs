using ExperimentRunner.Components.Data.Columns;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data;

/// <summary>What people see of one sample: a picture with a label, or words. The fields of a sample add to it one after the other.</summary>
public sealed class SampleView
{
    /// <summary>How many samples are worth showing.</summary>
    public const int Most = 32;

    private const int LongestLabel = 40;
    private const int LongestText = 2000;

    private readonly List<string> words = [];

    /// <summary>The picture, on which later fields may draw; null where no field so far is one.</summary>
    public ViewPicture? Picture { get; set; }

    /// <summary>What stands under the picture, or all that there is to see.</summary>
    public string Text => string.Join(" · ", words) is var text && text.Length > LongestText ? text[..LongestText] : text;

    /// <summary>Adds words: the name of a class, a question.</summary>
    public void Say(string text) => words.Add(text);

    /// <summary>The views of the first samples of a batch.</summary>
    /// <param name="batch">The batch.</param>
    public static IReadOnlyList<SampleView> Of(Batch batch)
    {
        var count = (int)Math.Min(batch.Size, Most);
        SampleView[] views = [.. Enumerable.Range(0, count).Select(_ => new SampleView())];
        using var withoutGradients = no_grad();
        using var scope = NewDisposeScope();
        foreach (var field in batch.Spec.Given.Concat(batch.Spec.Asked))
        {
            var values = batch.Values(field.Name);
            field.Meaning.Show(field, new FieldValues(values.Values.narrow(0, 0, count).cpu(), values.Lengths?.narrow(0, 0, count).cpu()), views);
        }

        return views;
    }

    /// <summary>Those of some views that have a picture, as images.</summary>
    public static IReadOnlyList<LoggedImage> Images(IEnumerable<SampleView> views) =>
        [.. views.Where(view => view.Picture is not null).Select(view => view.Picture!.ToImage(view.Label))];

    private string Label => Text is { Length: > LongestLabel } text ? text[..LongestLabel] : Text;
}

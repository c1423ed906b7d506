using ExperimentRunner.Components.Datasets.Tables;

namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>Labels in a CSV file with the columns <c>file</c> and <c>label</c>.</summary>
internal sealed class FileLabels : IImageLabels
{
    private readonly string path;
    private readonly string set;
    private readonly DataProblems problems;
    private readonly Dictionary<string, string> labels = new(StringComparer.Ordinal);

    /// <summary>Reads a label file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="set">The set of images that lie in no folder <c>train</c> or <c>test</c>.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <exception cref="InvalidDataException">The file is none such.</exception>
    public FileLabels(string path, string set, DataProblems problems)
    {
        (this.path, this.set, this.problems) = (path, set, problems);
        var table = Table.Read(path, new TableFormat { Header = true });
        if (table.FindColumn("file") is not { } file || table.FindColumn("label") is not { } label)
        {
            throw new InvalidDataException($"{path}: expected the columns 'file' and 'label', found {string.Join(", ", table.Columns)}");
        }

        for (var row = 0; row < table.Rows.Count; row++)
        {
            var cells = table.Rows[row].Cells;
            if (CellNumber.IsMissing(cells[label]))
            {
                problems.Add($"{path}: {table.Place(row, label)}: the label is missing");
            }
            else if (!labels.TryAdd(cells[file], cells[label]))
            {
                problems.Add($"{path}: {table.Place(row, file)}: '{cells[file]}' has a label already");
            }
        }
    }

    /// <inheritdoc/>
    public LabelledImage? Find(EncodedImage image)
    {
        if (labels.Remove(image.Name, out var label))
        {
            return new LabelledImage(set == "train" ? ImagePlace.SetOf(image.Name) ?? set : set, label, image);
        }

        problems.Add($"{image.FullName}: it has no label in {path}");
        return null;
    }

    /// <inheritdoc/>
    public void Finish(IImageSource source)
    {
        foreach (var file in labels.Keys)
        {
            problems.Add($"{source.Path}/{file}: {path} labels it, and there is no such image");
        }
    }
}

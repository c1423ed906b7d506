namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>
/// From cells to numbers, as the training table teaches: categories become one value each, 1 for the one that stands in the cell
/// and 0 for the others, in the order of <see cref="ClassList"/>.
/// </summary>
internal sealed class TableEncoding
{
    private readonly Table training;
    private readonly TableColumns columns;
    private readonly ClassList?[] categories;
    private readonly bool fillsMissing;

    /// <summary>Learns categories and classes.</summary>
    /// <param name="training">The training table.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="hasClasses">Whether labels are classes; else they are numbers.</param>
    /// <param name="fillsMissing">Whether a missing number is NaN, to be filled, and a missing category none of those that are known; else they are mistakes.</param>
    public TableEncoding(Table training, TableColumns columns, bool hasClasses, bool fillsMissing)
    {
        this.fillsMissing = fillsMissing;
        this.training = training;
        this.columns = columns;
        categories = [.. columns.Features.Select(column => columns.Categorical.Contains(column) ? Known(training, column) : null)];
        Classes = hasClasses ? Known(training, columns.Label) : null;
        InputNames = [.. columns.Features.SelectMany((column, feature) => categories[feature] is { } known
            ? known.Names.Select(category => $"{training.Columns[column]}={category}")
            : [training.Columns[column]])];
    }

    /// <summary>The classes, or null where labels are numbers.</summary>
    public ClassList? Classes { get; }

    /// <summary>The number of values of one input.</summary>
    public int Width => InputNames.Count;

    /// <summary>What each value of an input is: the column, or column and category.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>Encodes a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns: they may stand in other places than in the training table.</param>
    /// <exception cref="InvalidDataException">Cells are not what their column holds: the first few are told.</exception>
    public EncodedTable Encode(Table table, TableColumns columns)
    {
        CheckColumns(table, columns);
        var problems = new TableProblems(table);
        var inputs = new float[(long)table.Rows.Count * Width];
        var (classes, numbers) = (new long[Classes is null ? 0 : table.Rows.Count], new float[Classes is null ? table.Rows.Count : 0]);
        for (var row = 0; row < table.Rows.Count; row++)
        {
            EncodeInputs(table, columns.Features, row, inputs.AsSpan(row * Width, Width), problems);
            if (Classes is not null)
            {
                classes[row] = Category(table, row, columns.Label, Classes, "class", problems) ?? 0;
            }
            else
            {
                numbers[row] = table.Number(row, columns.Label, problems);
            }
        }

        problems.ThrowIfAny();
        return new EncodedTable(inputs, classes, numbers);
    }

    /// <summary>Encodes the inputs of a table that needs no labels.</summary>
    /// <param name="table">The table.</param>
    /// <param name="features">The places of the features, in the order of the training table's.</param>
    /// <returns>Row after row.</returns>
    /// <exception cref="InvalidDataException">Cells are not what their column holds: the first few are told.</exception>
    public float[] EncodeInputs(Table table, IReadOnlyList<int> features)
    {
        var problems = new TableProblems(table);
        var inputs = new float[(long)table.Rows.Count * Width];
        for (var row = 0; row < table.Rows.Count; row++)
        {
            EncodeInputs(table, features, row, inputs.AsSpan(row * Width, Width), problems);
        }

        problems.ThrowIfAny();
        return inputs;
    }

    private static ClassList Known(Table table, int column) =>
        new(table.Rows.Select(row => row.Cells[column]).Where(cell => !CellNumber.IsMissing(cell)));

    private void EncodeInputs(Table table, IReadOnlyList<int> features, int row, Span<float> inputs, TableProblems problems)
    {
        var place = 0;
        for (var feature = 0; feature < features.Count; feature++)
        {
            var column = features[feature];
            if (categories[feature] is not { } known)
            {
                inputs[place++] = IsFilled(table, row, column) ? float.NaN : table.Number(row, column, problems);
                continue;
            }

            if (!IsFilled(table, row, column) && Category(table, row, column, known, "category", problems) is { } category)
            {
                inputs[place + (int)category] = 1;
            }

            place += known.Names.Count;
        }
    }

    private bool IsFilled(Table table, int row, int column) => fillsMissing && CellNumber.IsMissing(table.Rows[row].Cells[column]);

    private static long? Category(Table table, int row, int column, ClassList known, string noun, TableProblems problems)
    {
        var cell = table.Rows[row].Cells[column];
        var category = known.Find(cell);
        if (category is null)
        {
            problems.Add(row, column, CellNumber.IsMissing(cell)
                ? $"the {noun} is missing"
                : $"'{cell}' is a {noun} that no training row has; known: {string.Join(", ", known.Names.Take(20))}");
        }

        return category;
    }

    private void CheckColumns(Table table, TableColumns columns)
    {
        var expected = this.columns.Features.Select(column => training.Columns[column]).ToArray();
        var found = columns.Features.Select(column => table.Columns[column]).ToArray();
        if (!expected.SequenceEqual(found))
        {
            throw new InvalidDataException(
                $"{table.Path}: its features are {string.Join(", ", found)}; those of {training.Path} are {string.Join(", ", expected)}");
        }
    }
}

namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>Which columns of a table are read, and as what.</summary>
/// <param name="Label">The place of the label.</param>
/// <param name="Features">The places of the features, in order.</param>
/// <param name="Categorical">Those of them that hold categories.</param>
internal sealed record TableColumns(int Label, IReadOnlyList<int> Features, IReadOnlySet<int> Categorical)
{
    /// <summary>Finds the columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="label">The label, by name or position.</param>
    /// <param name="features">The features likewise; null for all other columns.</param>
    /// <param name="categorical">Those that hold categories.</param>
    /// <exception cref="InvalidDataException">A column is not there, or is the label and a feature at once.</exception>
    public static TableColumns Find(Table table, string label, IReadOnlyList<string>? features, IReadOnlyList<string> categorical)
    {
        var problems = new DataProblems(table.Path);
        int Place(string column, string role)
        {
            if (table.FindColumn(column) is { } place)
            {
                return place;
            }

            problems.Add($"there is no {role} column '{column}'; known: {string.Join(", ", table.Columns)}{WithoutNames(table)}");
            return -1;
        }

        var labelPlace = Place(label, "label");
        int[] places = features is null
            ? [.. Enumerable.Range(0, table.Columns.Count).Where(place => place != labelPlace)]
            : [.. features.Select(column => Place(column, "feature"))];
        var categories = categorical.Select(column => (Name: column, Place: Place(column, "categorical"))).ToArray();
        problems.ThrowIfAny();
        if (places.Contains(labelPlace))
        {
            problems.Add($"column '{table.Columns[labelPlace]}' is the label and cannot be a feature");
        }

        foreach (var (name, _) in categories.Where(column => !places.Contains(column.Place)))
        {
            problems.Add($"categorical column '{name}' is not among the features");
        }

        if (places.Length == 0)
        {
            problems.Add("there is no feature column beside the label");
        }

        problems.ThrowIfAny();
        return new TableColumns(labelPlace, places, categories.Select(column => column.Place).ToHashSet());
    }

    private static string WithoutNames(Table table) => table.HasHeader ? "" :
        $" (the first row, {string.Join(" | ", table.Rows[0].Cells.Take(5))}, was not taken for names: 'header: true' does so; 'delimiter' says what stands between cells)";
}

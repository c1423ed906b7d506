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
    /// <param name="drop">Those that are left out of all other columns.</param>
    /// <exception cref="InvalidDataException">A column is not there, or is the label and a feature at once.</exception>
    public static TableColumns Find(Table table, string label, IReadOnlyList<string>? features, IReadOnlyList<string> categorical, IReadOnlyList<string> drop)
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
        var dropped = drop.Select(column => Place(column, "dropped")).Concat(table.Nameless.Where(table.CountsRows)).ToHashSet();
        int[] places = features is null
            ? [.. Enumerable.Range(0, table.Columns.Count).Where(place => place != labelPlace && !dropped.Contains(place))]
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

    /// <summary>What a person should know of the choice: columns that count the rows are rarely measurements.</summary>
    public IEnumerable<string> Warnings(Table table)
    {
        foreach (var place in table.Nameless.Where(place => place != Label && !Features.Contains(place) && table.CountsRows(place)))
        {
            yield return $"{table.Path}: the column without a name at place {place} counts the rows and is left out; 'features' can name it by its place, \"{place}\"";
        }

        foreach (var place in Features.Where(place => !Categorical.Contains(place) && table.CountsRows(place)))
        {
            yield return $"{table.Path}: column '{table.Columns[place]}' counts the rows and is read as a feature: if it is not a measurement, leave it out with 'drop: [{table.Columns[place]}]'";
        }
    }

    private static string WithoutNames(Table table) => table.HasHeader ? "" :
        $" (the first row, {string.Join(" | ", table.Rows[0].Cells.Take(5))}, was not taken for names: 'header: true' does so; 'delimiter' says what stands between cells)";
}

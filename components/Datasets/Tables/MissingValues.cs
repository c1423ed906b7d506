namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>What is done about cells without a value.</summary>
public enum MissingValues
{
    /// <summary>They are mistakes, which are told with row and column.</summary>
    Error,

    /// <summary>Their rows are left out.</summary>
    Drop,

    /// <summary>A number becomes the mean of its column over the samples that train, and a category none of those that are known. A label must be there.</summary>
    Mean,
}

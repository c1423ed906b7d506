namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>What is learnt from a label column.</summary>
public enum CsvTask
{
    /// <summary>Labels are classes.</summary>
    Classification,

    /// <summary>Labels are numbers.</summary>
    Regression,
}

namespace ExperimentRunner.Components.Datasets;

/// <summary>
/// Something that is made of files which have to be fetched first: a data set, or whatever else of an experiment needs some, such as a
/// tokenizer. The runner fetches them, wherever it stands in an experiment; the worker only reads.
/// </summary>
public interface IFetched
{
    /// <summary>The files; empty for what ships with the product or is the user's.</summary>
    IReadOnlyList<DataSource> Sources => [];
}

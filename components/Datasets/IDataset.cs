using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Datasets;

/// <summary>Samples to learn from. Its sources are plain data: the runner fetches them, the worker only reads.</summary>
[ComponentKind("dataset")]
public interface IDataset : IFetched
{
    /// <summary>The user's own files and folders that <see cref="Load"/> reads; a relative path counts from the folder that the command runs in.</summary>
    IEnumerable<string> Files => [];

    /// <summary>Whether the publisher set test samples aside, so that <c>split.test</c> makes no sense; null where only the files tell.</summary>
    bool? HasTestSplit => false;

    /// <summary>What is known, before the files are read, of the one field that models are asked for; null where only the files tell, or where there are several.</summary>
    Meaning? Targets => null;

    /// <summary>Whether the publisher set validation samples aside; null where only the files tell.</summary>
    bool? HasValidationSplit => false;

    /// <summary>The names of further sets to test on.</summary>
    IEnumerable<string> ExtraTestSets => [];

    /// <summary>Reads the samples.</summary>
    /// <param name="folder">The folder of all data: <see cref="DataSource.PathIn"/> says where a source lies in it.</param>
    /// <exception cref="InvalidDataException">The data are not what this data set expects; the message names file and place.</exception>
    DatasetContent Load(string folder);
}

using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Datasets;

/// <summary>
/// MNIST: 70,000 handwritten digits in ten classes, gray images [1, 28, 28] with values in [0, 1]; 60,000 to train on and 10,000
/// to test on. Over the training pixels the mean is 0.1307 and the standard deviation 0.3081. Source: Y. LeCun, L. Bottou,
/// Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition", Proceedings of the IEEE 86 (1998).
/// </summary>
[Component("mnist")]
public sealed record Mnist : IDataset
{
    private static readonly DataSource[] Files =
    [
        Source("train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        Source("train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        Source("t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        Source("t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<DataSource> Sources => Files;

    /// <inheritdoc/>
    public bool? HasTestSplit => true;

    /// <inheritdoc/>
    public Meaning? Targets => new ClassMeaning(10);

    /// <inheritdoc/>
    public DatasetContent Load(string folder) => MnistFiles.Load(folder, Files, [.. "0123456789".Select(digit => digit.ToString())]);

    private static DataSource Source(string name, long bytes, string sha256) =>
        new("mnist", name, new Uri("https://ossci-datasets.s3.amazonaws.com/mnist/" + name), bytes, sha256);
}

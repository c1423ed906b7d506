using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Datasets;

/// <summary>
/// Fashion-MNIST: 70,000 pictures of clothes in ten classes of equal size, gray images [1, 28, 28] with values in [0, 1]; 60,000
/// to train on and 10,000 to test on. Over the training pixels the mean is 0.2860 and the standard deviation 0.3530. Source:
/// H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms" (2017),
/// arXiv:1708.07747, MIT licence.
/// </summary>
[Component("fashion_mnist")]
public sealed record FashionMnist : IDataset
{
    private static readonly DataSource[] Files =
    [
        Source("train-images-idx3-ubyte.gz", 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
        Source("train-labels-idx1-ubyte.gz", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        Source("t10k-images-idx3-ubyte.gz", 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
        Source("t10k-labels-idx1-ubyte.gz", 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
    ];

    private static readonly string[] ClassNames =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <inheritdoc/>
    public IReadOnlyList<DataSource> Sources => Files;

    /// <inheritdoc/>
    public bool? HasTestSplit => true;

    /// <inheritdoc/>
    public Meaning? Targets => new ClassMeaning(10);

    /// <inheritdoc/>
    public DatasetContent Load(string folder) => MnistFiles.Load(folder, Files, ClassNames);

    private static DataSource Source(string name, long bytes, string sha256) =>
        new("fashion-mnist", name, new Uri("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/" + name), bytes, sha256);
}

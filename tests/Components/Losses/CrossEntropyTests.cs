using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Losses;

namespace ExperimentRunner.Tests.Components.Losses;

public sealed class CrossEntropyTests
{
    [Fact]
    public void NeedsClasses()
    {
        var build = () => new CrossEntropy().Build(Fields.Of([1]));
        build.Should().Throw<InvalidOperationException>().WithMessage(
            "'cross_entropy' needs a data set with classes, and the targets of this one are not classes");
    }
}

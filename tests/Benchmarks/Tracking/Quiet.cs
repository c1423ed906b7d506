using ExperimentRunner.Output;

namespace ExperimentRunner.Benchmarks.Tracking;

/// <summary>Nobody reads the lines.</summary>
internal sealed class Quiet : INotices
{
    public void Inform(string line)
    {
    }

    public void Warn(string line)
    {
    }
}

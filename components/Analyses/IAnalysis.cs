using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Analyses;

/// <summary>What is done with a trained model after the end: its figures, tables and pictures become part of the run.</summary>
[ComponentKind("analysis")]
public interface IAnalysis
{
    /// <summary>The full names of the figures that it measures, such as <c>test/calibration_error</c>: claims may be about them.</summary>
    IEnumerable<string> Measures => [];

    /// <summary>Why this does not work with what models are asked for, in words that name the component; null where it does, or where that is not known yet. No tensors here.</summary>
    string? Misfit(Meaning targets) => null;

    /// <summary>Analyses a model. Called once, with the checkpoint that was tested, without gradients.</summary>
    /// <param name="algorithm">The method at work: a <see cref="DataTraining"/> where it learnt from a data set.</param>
    /// <param name="report">Takes what there is to show, under full names.</param>
    /// <exception cref="InvalidOperationException">The method has no such model; the message says what is missing.</exception>
    void Run(Algorithm algorithm, Report report);
}

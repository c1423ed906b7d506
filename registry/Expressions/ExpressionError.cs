namespace ExperimentRunner.Registry.Expressions;

/// <summary>Why a text does not follow its grammar.</summary>
/// <param name="Message">What is wrong, in the user's words.</param>
/// <param name="Start">The offset in the text.</param>
/// <param name="Length">The number of characters to point at.</param>
public sealed record ExpressionError(string Message, int Start, int Length);

namespace Infra.Preview.Sources;

/// <summary>Reason why a side of a comparison cannot be loaded, in one message for the operator.</summary>
/// <param name="message">Name of the side, what is wrong, and what to do.</param>
/// <param name="inner">Cause; null when there is none.</param>
public sealed class SourceException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the name itself is wrong: there is no such stack or phase, or a part of it is empty. Default false.</summary>
    public bool IsName { get; init; }
}

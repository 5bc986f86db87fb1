namespace Infra.Model;

/// <summary>Severity of a problem.</summary>
public enum ProblemLevel
{
    /// <summary>The system cannot be planned.</summary>
    Error,

    /// <summary>The system can be planned, but an operator should check the problem before applying it.</summary>
    Warning,
}

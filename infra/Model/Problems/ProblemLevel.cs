namespace Infra.Model;

/// <summary>How much a problem matters.</summary>
public enum ProblemLevel
{
    /// <summary>The system cannot be planned.</summary>
    Error,

    /// <summary>It can be planned, but somebody should look before it is applied.</summary>
    Warning,
}

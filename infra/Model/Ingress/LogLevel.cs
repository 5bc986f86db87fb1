namespace Infra.Model;

/// <summary>How much a component writes to its log.</summary>
public enum LogLevel
{
    /// <summary>Everything.</summary>
    Debug,

    /// <summary>What happens.</summary>
    Info,

    /// <summary>What might be wrong.</summary>
    Warn,

    /// <summary>What is wrong.</summary>
    Error,
}

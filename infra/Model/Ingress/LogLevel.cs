namespace Infra.Model;

/// <summary>Level of detail of a component's log.</summary>
public enum LogLevel
{
    /// <summary>All messages.</summary>
    Debug,

    /// <summary>Informational messages, warnings and errors.</summary>
    Info,

    /// <summary>Warnings and errors.</summary>
    Warn,

    /// <summary>Errors only.</summary>
    Error,
}

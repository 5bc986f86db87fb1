namespace Pulumi;

/// <summary>A failure to log.</summary>
public class LogException : Exception
{
    /// <param name="exception">The cause.</param>
    public LogException(Exception exception)
        : base("Error occurred during logging", exception)
    {
    }
}

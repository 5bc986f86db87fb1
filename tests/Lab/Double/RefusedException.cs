namespace Infra.Lab.Double;

/// <summary>Thrown for a request that the real k3s would refuse.</summary>
internal sealed class RefusedException(string message, bool fatal) : Exception(message)
{
    /// <summary>The real one ends the process over it; otherwise it tries again for ever.</summary>
    public bool Fatal { get; } = fatal;
}

namespace Infra.Lab.Double;

/// <summary>Thrown for a request that k3s would refuse.</summary>
internal sealed class RefusedException(string message, bool fatal) : Exception(message)
{
    /// <summary>Whether k3s ends its process because of the refusal; otherwise it retries without end.</summary>
    public bool Fatal { get; } = fatal;
}

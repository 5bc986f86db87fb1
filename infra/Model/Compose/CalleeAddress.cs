namespace Infra.Model;

/// <summary>A port of an app as one of its callers reaches it.</summary>
/// <param name="Host">Name, or a name in DNS.</param>
/// <param name="Port">Port.</param>
public sealed record CalleeAddress(string Host, int Port)
{
    /// <summary>
    /// Addresses of <see cref="Host"/> for the caller's own list of hosts; empty (default) where the name resolves there.
    /// </summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Host and port with a colon between them.</summary>
    public override string ToString() => $"{Host}:{Port}";
}

namespace Infra.Platform;

/// <summary>The cookie that keeps a visitor on the service first met. Scripts cannot read it, and other sites do not send it along.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Secure">Sent over HTTPS only.</param>
/// <param name="Path">The path it is sent for.</param>
public sealed record StickyCookie(string Name, bool Secure, string Path)
{
    /// <summary>Seconds it is kept; null (default) for as long as the browser is open.</summary>
    public int? MaxAge { get; init; }
}

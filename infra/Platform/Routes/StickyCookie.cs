namespace Infra.Platform;

/// <summary>
/// The cookie that keeps a client on its first service. Scripts cannot read it, and requests from other sites do not contain it.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Secure">Whether it is sent over HTTPS only.</param>
/// <param name="Path">The path it is sent for.</param>
public sealed record StickyCookie(string Name, bool Secure, string Path)
{
    /// <summary>Lifetime in seconds; null (default) until the browser is closed.</summary>
    public int? MaxAge { get; init; }
}

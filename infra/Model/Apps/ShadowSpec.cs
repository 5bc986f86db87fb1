namespace Infra.Model;

/// <summary>A copy of a Docker service in k3s, for tests beside the live service (source: 000).</summary>
public sealed record ShadowSpec
{
    /// <summary>Port opened on every node, 30000 to 32767; must also be free on the host. Defaults to 30080 (source: 000).</summary>
    [NodePort]
    public int NodePort { get; init; } = 30080;

    /// <summary>Whether the copy starts without setting up the database (<c>SKIP_DB_INIT</c>). Defaults to true (source: 000).</summary>
    public bool SkipDatabaseInit { get; init; } = true;

    /// <summary>
    /// Path that requests something from the internet, to check DNS and outbound traffic. Defaults to <c>/api/dummy</c> (source: 000).
    /// </summary>
    [NotBuiltYet]
    [UrlPath]
    public string OutboundCheck { get; init; } = "/api/dummy";
}

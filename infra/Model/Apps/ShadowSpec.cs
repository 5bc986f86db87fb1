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
    /// Path of the copy that requests something from the internet; a job on the node of the copy calls it through the node port once the
    /// copy is ready, and must get an answer of success. Defaults to <c>/api/dummy</c> (source: 000).
    /// </summary>
    [UrlPath]
    public string OutboundCheck { get; init; } = "/api/dummy";

    /// <summary>
    /// URL of a host outside, which the same job must reach by itself: any answer shows that names are resolved and that there is a way
    /// out. Defaults to <c>https://github.com/</c>, where the releases of k3s are.
    /// </summary>
    [HttpUrl]
    public string OutsideUrl { get; init; } = "https://github.com/";
}

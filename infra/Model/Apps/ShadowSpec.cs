namespace Infra.Model;

/// <summary>A copy of a Docker service in k3s, to try it beside the live one (source: 000).</summary>
public sealed record ShadowSpec
{
    /// <summary>Port on every node, 30000 to 32767, free on the host too. Defaults to 30080 (source: 000).</summary>
    [NodePort]
    public int NodePort { get; init; } = 30080;

    /// <summary>Starts without setting up the database (<c>SKIP_DB_INIT</c>). Defaults to true (source: 000).</summary>
    public bool SkipDatabaseInit { get; init; } = true;

    /// <summary>Path that fetches something from the internet, showing that DNS and egress work. Defaults to <c>/api/dummy</c> (source: 000).</summary>
    [UrlPath]
    public string OutboundCheck { get; init; } = "/api/dummy";
}

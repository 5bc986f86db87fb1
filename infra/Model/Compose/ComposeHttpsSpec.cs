namespace Infra.Model;

/// <summary>
/// HTTPS in front of a published app on its Docker host, for the share of its requests that the cluster sends there: without it they cross
/// the network between both as plain HTTP. <c>docs/migrations/traffic.md</c> has the site of Caddy that answers it.
/// </summary>
public sealed record ComposeHttpsSpec
{
    /// <summary>Port of the host on which HTTPS is answered, for the name of the published host.</summary>
    [Port]
    public required int Port { get; init; }

    /// <summary>
    /// Certificate of the authority that issued the host's certificate, in PEM; it is public. Null (default) for those that browsers trust.
    /// </summary>
    [Certificates]
    public string? Authority { get; init; }
}

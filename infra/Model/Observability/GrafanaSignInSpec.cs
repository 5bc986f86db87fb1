namespace Infra.Model;

/// <summary>Sign-in to Grafana at Logto, or another server of OpenID Connect with the same addresses.</summary>
public sealed record GrafanaSignInSpec
{
    /// <summary>
    /// The issuer, e.g. <c>https://auth.example.org/oidc</c>; Logto answers below it at <c>/auth</c>, <c>/token</c> and <c>/me</c>.
    /// </summary>
    [HttpUrl]
    public required string Issuer { get; init; }

    /// <summary>Identifier of the application in Logto, of the type "traditional web".</summary>
    [EntryName]
    public required string ClientId { get; init; }

    /// <summary>Name of the declared secret with the application's secret.</summary>
    [SecretName]
    public required string ClientSecret { get; init; }

    /// <summary>Role in Logto whose members administer Grafana; all others who may sign in only look. Defaults to <c>admin</c>.</summary>
    [EntryName]
    public string AdminRole { get; init; } = "admin";
}

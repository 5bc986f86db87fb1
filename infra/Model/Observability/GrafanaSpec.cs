namespace Infra.Model;

/// <summary>Grafana and its settings.</summary>
[NotBuiltYet(ConnectionsAllowed = true)]
public sealed record GrafanaSpec
{
    /// <summary>Platform that Grafana runs on. Defaults to <see cref="Placement.K3s"/>.</summary>
    public Placement RunsOn { get; init; } = Placement.K3s;

    /// <summary>Size of the volume. Defaults to 10Gi (source: 004).</summary>
    [VolumeSize]
    public Quantity Size { get; init; } = Quantity.Parse("10Gi");

    /// <summary>Storage class. Defaults to <c>local-path</c>.</summary>
    [RefersTo("storage class", "storage.classes", Also = StorageClassSpec.LocalPath)]
    public string Class { get; init; } = "local-path";

    /// <summary>Name of the declared secret with the administrator's password; null (default) for a generated password.</summary>
    [SecretName]
    public string? Password { get; init; }

    /// <summary>Plugins to install.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];
}

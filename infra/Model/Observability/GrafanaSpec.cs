namespace Infra.Model;

/// <summary>Grafana and its settings.</summary>
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

    /// <summary>
    /// Name of the declared secret with the administrator's password, which Grafana reads at its first start only; null (default) for a
    /// generated password, in the secret <c>grafana-admin</c>.
    /// </summary>
    [SecretName]
    public string? Password { get; init; }

    /// <summary>
    /// Name of the declared secret with the key that encrypts the passwords in Grafana's database: set it to the key of the Grafana whose
    /// state is taken over. Null (default) for a generated key. A change makes those passwords unreadable.
    /// </summary>
    [SecretName]
    public string? SecretKey { get; init; }

    /// <summary>Plugins to install at each start, each with its version: <c>grafana-clock-panel@2.1.8</c>.</summary>
    [GrafanaPlugin]
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>Sign-in at Logto beside Grafana's own accounts; null (default) for none.</summary>
    public GrafanaSignInSpec? SignIn { get; init; }
}

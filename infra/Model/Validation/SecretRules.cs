namespace Infra.Model.Validation;

/// <summary>Secrets are referred to by name, never written.</summary>
public static class SecretRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        context.Unique(spec.Secrets, secret => secret.Name, "name", "secret");
        context.Unique(spec.Secrets, secret => RequiredSecrets.KeyOf(spec, secret.Name), "key", "config key");
        foreach (var (record, key, name) in References(spec))
        {
            if (!context.SecretNames.Contains(name))
            {
                context.Error(record, key, $"there is no secret '{name}'", $"declare it under secrets with its purpose, or {Loading.Hint.For(name, [.. context.SecretNames])}");
            }
        }

        foreach (var variable in spec.Apps.SelectMany(app => app.Env.Concat(app.InitJobs.SelectMany(job => job.Env))))
        {
            if (variable.Value is { Length: > 0 } value && (PlainSecret.IsSecretName(variable.Name) || PlainSecret.IsSecretValue(value)))
            {
                context.Error(variable, "value", $"the variable '{variable.Name}' looks like a secret in plain text", "declare a secret and refer to it with secret: <name>");
            }
        }
    }

    private static IEnumerable<(object Record, string Key, string Name)> References(SystemSpec spec)
    {
        IEnumerable<(object?, string, string?)> references =
        [
            .. S3(spec.Cluster.K3s.EtcdSnapshots.S3), .. S3(spec.Storage.BackupTarget),
            .. spec.Databases.Postgres.SelectMany(server => S3(server.Archive?.Location)),
            .. spec.Databases.Mysql.SelectMany(server => S3(server.Archive?.Location)),
            .. (spec.Backup.Velero?.Locations ?? []).SelectMany(location => S3(location.S3)),
            .. spec.Cluster.Registries.Select(registry => ((object?)registry, "password", registry.Password)),
            .. spec.Databases.Postgres.SelectMany(server => server.Databases).Concat(spec.Databases.Mysql.SelectMany(server => server.Databases))
                .Select(database => ((object?)database, "password", database.Password)),
            .. spec.Databases.Redis.Select(server => ((object?)server, "password", server.Password)),
            .. spec.Databases.Dumps.Select(dump => ((object?)dump, "rcloneConfig", (string?)dump.RcloneConfig)),
            .. spec.Apps.SelectMany(app => app.Env.Concat(app.InitJobs.SelectMany(job => job.Env))).Select(variable => ((object?)variable, "secret", variable.Secret)),
            (spec.Ingress.Tls, "cloudflareToken", spec.Ingress.Tls.CloudflareToken),
            (spec.Observability.Prometheus, "receiver", spec.Observability.Prometheus?.Receiver),
            (spec.Observability.Grafana, "password", spec.Observability.Grafana?.Password),
        ];
        foreach (var (record, key, name) in references)
        {
            if (record is not null && name is not null)
            {
                yield return (record, key, name);
            }
        }
    }

    private static IEnumerable<(object? Record, string Key, string? Name)> S3(S3LocationSpec? location) =>
        [(location, "accessKey", location?.AccessKey), (location, "secretKey", location?.SecretKey)];
}

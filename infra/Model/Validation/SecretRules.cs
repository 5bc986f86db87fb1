namespace Infra.Model.Validation;

/// <summary>Secrets are referred to by name, never written.</summary>
public static class SecretRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        context.Unique(spec.Secrets, "secret");
        var keys = new UniqueWords(context, "key", "config key");
        foreach (var secret in spec.Secrets)
        {
            keys.Add(secret, SecretKeys.Of(spec, secret.Name));
        }

        CheckPlatform(context, spec);
        CheckDatabases(context, spec.Databases);
        foreach (var app in spec.Apps)
        {
            foreach (var variable in app.AllVariables())
            {
                CheckVariable(context, variable);
            }
        }
    }

    private static void CheckPlatform(ValidationContext context, SystemSpec spec)
    {
        CheckS3(context, spec.Cluster.K3s.EtcdSnapshots.S3);
        CheckS3(context, spec.Storage.BackupTarget);
        foreach (var registry in spec.Cluster.Registries)
        {
            CheckReference(context, registry, "password", registry.Password);
        }

        foreach (var location in spec.Backup.Velero?.Locations ?? [])
        {
            CheckS3(context, location.S3);
        }

        CheckReference(context, spec.Backup.Velero, "repositoryPassword", spec.Backup.Velero?.RepositoryPassword);

        CheckReference(context, spec.Ingress.Tls, "cloudflareToken", spec.Ingress.Tls.CloudflareToken);
        foreach (var host in spec.Ingress.Hosts)
        {
            CheckReference(context, host, "basicAuth", host.BasicAuth);
        }

        CheckReference(context, spec.Observability.Prometheus, "receiver", spec.Observability.Prometheus?.Receiver);
        CheckReference(context, spec.Observability.Grafana, "password", spec.Observability.Grafana?.Password);
    }

    private static void CheckDatabases(ValidationContext context, DatabasesSpec databases)
    {
        foreach (var server in databases.Servers())
        {
            CheckS3(context, server.Archive?.Location);
            foreach (var database in server.Databases)
            {
                CheckReference(context, database, "password", database.Password);
            }
        }

        foreach (var dump in databases.Dumps)
        {
            CheckReference(context, dump, "rcloneConfig", dump.RcloneConfig);
            CheckReference(context, dump, "identity", dump.Identity);
        }
    }

    private static void CheckVariable(ValidationContext context, VariableSpec variable)
    {
        CheckReference(context, variable, "secret", variable.Secret);
        if (variable.Value is { Length: > 0 } value && (PlainSecret.IsSecretName(variable.Name) || PlainSecret.IsSecretValue(value)))
        {
            context.Error(variable, "value", $"the variable '{variable.Name}' looks like a secret in plain text", "declare a secret and refer to it with secret: <name>");
        }
    }

    private static void CheckS3(ValidationContext context, S3LocationSpec? location)
    {
        CheckReference(context, location, "accessKey", location?.AccessKey);
        CheckReference(context, location, "secretKey", location?.SecretKey);
    }

    private static void CheckReference(ValidationContext context, object? record, string key, string? name)
    {
        if (record is not null)
        {
            context.ResolveSecret(record, key, name);
        }
    }
}

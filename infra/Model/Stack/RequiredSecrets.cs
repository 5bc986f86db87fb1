namespace Infra.Model;

/// <summary>
/// Which secrets a stack needs: the one place that maps what the program builds to the secrets it reads. A declared
/// secret whose consumer is not built yet is not needed yet.
/// </summary>
public static class RequiredSecrets
{
    /// <summary>Config namespace of the project's own keys.</summary>
    public const string Project = "infra";

    /// <summary>Config key of the private key with which existing hosts are reached.</summary>
    public const string SshPrivateKeyKey = "infra:sshPrivateKey";

    private const string SshPrivateKeyPurpose = "private SSH key, without a passphrase, that the hosts' user accepts; give the file on standard input";
    private const string HetznerTokenKey = "hcloud:token";
    private const string HetznerTokenPurpose = "Hetzner Cloud API token of the project, read and write";

    /// <summary>The secrets a stack needs, in order of their keys.</summary>
    public static IReadOnlyList<RequiredSecret> Of(SystemSpec spec)
    {
        var secrets = new List<RequiredSecret>();
        if (spec.Cluster.From is null)
        {
            var existing = spec.Cluster.Provider == ClusterProvider.ExistingHosts;
            Add(existing ? SshPrivateKeyKey : HetznerTokenKey, existing ? SshPrivateKeyPurpose : HetznerTokenPurpose);
        }

        foreach (var name in ConsumedNames(spec))
        {
            Add(KeyOf(spec, name), name);
        }

        return [.. secrets.DistinctBy(secret => secret.Key).OrderBy(secret => secret.Key, StringComparer.Ordinal)];

        void Add(string key, string purpose) =>
            secrets.Add(new RequiredSecret(key, PurposeOf(spec, key, purpose), $"pulumi config set --secret {key} --stack {spec.Stack.Name}"));
    }

    /// <summary>The config key of a declared secret.</summary>
    public static string KeyOf(SystemSpec spec, string name) =>
        spec.Secrets.FirstOrDefault(secret => secret.Name == name)?.Key ?? $"{Project}:{name}";

    /// <summary>The config keys of all declared secrets, needed yet or not: none of them may hold a plain value.</summary>
    public static IReadOnlySet<string> DeclaredKeys(SystemSpec spec) =>
        spec.Secrets.Select(secret => KeyOf(spec, secret.Name)).Append(HetznerTokenKey).Append(SshPrivateKeyKey).ToHashSet();

    private static IEnumerable<string> ConsumedNames(SystemSpec spec)
    {
        foreach (var name in spec.Cluster.From is null ? ClusterNames(spec) : [])
        {
            yield return name;
        }

        foreach (var registry in spec.Cluster.Registries)
        {
            if (registry.Password is { } password)
            {
                yield return password;
            }
        }

        foreach (var dump in DatabasePlacement.Dumps(spec))
        {
            yield return dump.RcloneConfig;
            if (dump is { RestoreTest: not null, Identity: { } identity })
            {
                yield return identity;
            }
        }

        foreach (var host in PublishedHosts.Of(spec))
        {
            if (host.Spec.BasicAuth is { } users)
            {
                yield return users;
            }
        }

        foreach (var name in DatabaseNames(spec))
        {
            yield return name;
        }

        foreach (var app in spec.Apps)
        {
            foreach (var job in app.InitJobs)
            {
                foreach (var variable in job.Env)
                {
                    if (variable.Secret is { } secret && InitJobPlacement.Runs(spec, app, job))
                    {
                        yield return secret;
                    }
                }
            }
        }
    }

    /// <summary>Keys of the archives, and passwords, of the servers and databases that this stack makes.</summary>
    private static IEnumerable<string> DatabaseNames(SystemSpec spec)
    {
        foreach (var server in DatabasePlacement.Postgres(spec))
        {
            if (server.Archive is { Location: var location })
            {
                yield return location.AccessKey;
                yield return location.SecretKey;
            }
        }

        foreach (var server in DatabasePlacement.MySql(spec))
        {
            if (server.Archive is { Location: var location })
            {
                yield return location.AccessKey;
                yield return location.SecretKey;
            }
        }

        foreach (var server in spec.Databases.Servers())
        {
            foreach (var known in spec.Databases.DatabasesOn(server.Name))
            {
                if (known is DatabaseSpec { Password: { } password } database && DatabasePlacement.Makes(spec, server.Name, database.Environment))
                {
                    yield return password;
                }
            }
        }

        foreach (var instance in DatabasePlacement.Redis(spec))
        {
            if (instance.Password is { } password)
            {
                yield return password;
            }
        }
    }

    /// <summary>What only the owner of a cluster needs.</summary>
    private static IEnumerable<string> ClusterNames(SystemSpec spec)
    {
        if (spec.Cluster.K3s.EtcdSnapshots.S3 is { } snapshots)
        {
            yield return snapshots.AccessKey;
            yield return snapshots.SecretKey;
        }

        if (spec.Ingress.Tls is { Mode: TlsMode.CertManager, Challenge: AcmeChallenge.Dns01, CloudflareToken: { } token })
        {
            yield return token;
        }

        if (spec.Storage is { Longhorn: not null, BackupTarget: { } target })
        {
            yield return target.AccessKey;
            yield return target.SecretKey;
        }

        if (spec.Backup.Velero is { } velero)
        {
            foreach (var location in velero.Locations)
            {
                yield return location.S3.AccessKey;
                yield return location.S3.SecretKey;
            }

            if (velero.RepositoryPassword is { } password)
            {
                yield return password;
            }
        }
    }

    private static string PurposeOf(SystemSpec spec, string key, string fallback) =>
        spec.Secrets.FirstOrDefault(secret => KeyOf(spec, secret.Name) == key)?.Purpose ?? fallback;
}

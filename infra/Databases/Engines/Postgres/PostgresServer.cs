using System.Globalization;
using Infra.Crds;
using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Databases;

/// <summary>The described server as an object of CloudNativePG. Plain functions: they create no resource.</summary>
public static class PostgresServer
{
    /// <summary>Name of the external cluster that stands for the archive from which a server is created.</summary>
    public const string Origin = "origin";

    /// <summary>Spec of the cluster.</summary>
    /// <param name="server">The server.</param>
    /// <param name="volume">The volume of each instance.</param>
    /// <param name="pullSecrets">Names of the secrets of private registries.</param>
    /// <param name="archiveName">Folder of this incarnation in the archive; null without an archive.</param>
    public static PostgresClusterSpecArgs Spec(
        PostgresSpec server, VolumeSpec volume, IReadOnlyList<string> pullSecrets, Output<string>? archiveName)
    {
        var failover = new PostgresFailover(server.Failover);
        var several = server.Instances > 1;
        var spec = new PostgresClusterSpecArgs
        {
            Instances = server.Instances,
            ImageName = server.Image,
            Storage = new PostgresStorageArgs { Size = volume.Size.ToString(), StorageClass = volume.Class },
            Affinity = Affinity(server),
            Resources = PodResources.Of(server.Resources),
            EnableSuperuserAccess = false,
            // The budget of a single instance would block every drain of its node.
            EnablePdb = several,
            PrimaryUpdateStrategy = "unsupervised",
            PrimaryUpdateMethod = several ? "switchover" : "restart",
            FailoverDelay = 0,
            SwitchoverDelay = PostgresFailover.SwitchoverDelay,
            SmartShutdownTimeout = failover.SmartShutdownTimeout,
            StopDelay = failover.StopDelay,
            Probes = Probes(failover),
            PrimaryLease = new PostgresLeaseArgs
            {
                LeaseDurationSeconds = failover.LeaseSeconds,
                RenewDeadlineSeconds = failover.RenewSeconds,
                RetryPeriodSeconds = failover.RetrySeconds,
            },
            PostgreSql = Settings(server, volume),
            // No client reads from any instance, the primary included.
            Managed = new PostgresManagedArgs
            {
                Services = new PostgresServicesArgs { DisabledDefaultServices = server.ReadService ? ["r"] : ["ro", "r"] },
            },
            Bootstrap = Bootstrap(server),
        };
        if (server.WalSize is { } log)
        {
            spec.WalStorage = new PostgresStorageArgs { Size = log.ToString(), StorageClass = volume.Class };
        }

        foreach (var secret in pullSecrets)
        {
            spec.ImagePullSecrets.Add(new LocalObjectReferenceArgs { Name = secret });
        }

        if (archiveName is not null)
        {
            spec.Plugins.Add(new PostgresPluginArgs
            {
                Name = CloudNativePg.ArchivePlugin,
                IsWalArchiver = true,
                Parameters = { ["barmanObjectName"] = server.Name, ["serverName"] = archiveName },
            });
        }

        if (server.RecoverFrom is { } recovery)
        {
            spec.ExternalClusters.Add(new PostgresExternalArgs
            {
                Name = Origin,
                Plugin = new PostgresPluginArgs
                {
                    Name = CloudNativePg.ArchivePlugin,
                    Parameters = { ["barmanObjectName"] = server.Name, ["serverName"] = recovery.Source },
                },
            });
        }

        return spec;
    }

    /// <summary>Text that changes with each recovery, which begins a new incarnation of the server.</summary>
    public static string Incarnation(PostgresSpec server) =>
        server.RecoverFrom is { } recovery ? $"{recovery.Source} {recovery.TargetTime} {recovery.BackupId}".TrimEnd() : "";

    /// <summary>Spec of the pooler.</summary>
    /// <param name="server">The server.</param>
    /// <param name="pooler">Its pooler.</param>
    public static PoolerSpecArgs Pooler(PostgresSpec server, PoolerSpec pooler) => new()
    {
        Cluster = new PostgresClusterRefArgs { Name = server.Name },
        Instances = pooler.Instances,
        Type = "rw",
        PgBouncer = new PoolerPgBouncerArgs
        {
            PoolMode = pooler.Mode == PoolMode.Transaction ? "transaction" : "session",
            Parameters =
            {
                ["max_client_conn"] = pooler.MaxClientConnections.ToString(CultureInfo.InvariantCulture),
                ["default_pool_size"] = pooler.PoolSize.ToString(CultureInfo.InvariantCulture),
                // Without this, prepared statements of drivers fail as soon as a transaction runs on another connection.
                ["max_prepared_statements"] = "200",
                // A client waits this long for a connection, so that a failover is a delay and not an error.
                ["query_wait_timeout"] =
                    new PostgresFailover(server.Failover).PoolerWaitSeconds.ToString(CultureInfo.InvariantCulture),
                // A connection to a lost primary is closed as early as the replicas notice the loss.
                ["server_login_retry"] = PostgresFailover.PoolerRetry.ToString(CultureInfo.InvariantCulture),
                ["tcp_keepidle"] = "10",
                ["tcp_keepintvl"] = "5",
                ["tcp_keepcnt"] = "3",
            },
        },
        Template = new PodTemplateSpecArgs
        {
            Spec = new PodSpecArgs
            {
                Containers =
                {
                    new ContainerArgs
                    {
                        Name = "pgbouncer",
                        Resources = PodResources.Of(PoolerSpec.RequestCpu.ToString(), PoolerSpec.RequestMemory.ToString(), "500m", "128Mi"),
                    },
                },
                TopologySpreadConstraints =
                {
                    new TopologySpreadConstraintArgs
                    {
                        MaxSkew = 1,
                        TopologyKey = Labels.Hostname,
                        WhenUnsatisfiable = "ScheduleAnyway",
                        LabelSelector = new Pulumi.Kubernetes.Types.Inputs.Meta.V1.LabelSelectorArgs
                        {
                            MatchLabels = new Dictionary<string, string>(PostgresPods.Pooler(server.Name), StringComparer.Ordinal),
                        },
                    },
                },
            },
        },
    };

    private static PostgresAffinityArgs Affinity(PostgresSpec server)
    {
        var affinity = new PostgresAffinityArgs
        {
            EnablePodAntiAffinity = true,
            TopologyKey = Labels.Hostname,
            PodAntiAffinityType = server.SpreadRequired ? "required" : "preferred",
        };
        foreach (var label in server.NodeLabels.Keys)
        {
            affinity.NodeSelector.Add(label, server.NodeLabels[label]);
        }

        return affinity;
    }

    private static PostgresProbesArgs Probes(PostgresFailover failover) => new()
    {
        Liveness = new PostgresLivenessArgs
        {
            PeriodSeconds = failover.ProbePeriod,
            TimeoutSeconds = failover.ProbePeriod,
            FailureThreshold = PostgresFailover.LivenessFailures,
            IsolationCheck = new PostgresIsolationCheckArgs { Enabled = true },
        },
        Readiness = new PostgresProbeArgs
        {
            PeriodSeconds = failover.ProbePeriod,
            TimeoutSeconds = failover.ProbePeriod,
            FailureThreshold = PostgresFailover.ReadinessFailures,
        },
    };

    private static PostgresServerArgs Settings(PostgresSpec server, VolumeSpec volume)
    {
        var settings = new PostgresServerArgs();
        foreach (var (name, value) in PostgresTuning.Of(server, volume.Size))
        {
            settings.Parameters.Add(name, value);
        }

        if (server.SynchronousReplicas > 0)
        {
            var required = server.Durability == CommitDurability.Required;
            settings.Synchronous = new PostgresSynchronousArgs
            {
                Method = "any",
                Number = server.SynchronousReplicas,
                DataDurability = required ? "required" : "preferred",
                // Without required durability there is no quorum.
                FailoverQuorum = required,
            };
        }

        return settings;
    }

    private static PostgresBootstrapArgs Bootstrap(PostgresSpec server)
    {
        if (server.RecoverFrom is not { } recovery)
        {
            // C.UTF-8 contains the letters of every language and sorts by code point: a new libc in the image breaks no index.
            return new()
            {
                Initdb = new PostgresInitArgs
                {
                    Encoding = "UTF8",
                    LocaleCType = "C.UTF-8",
                    LocaleCollate = "C.UTF-8",
                    DataChecksums = true,
                },
            };
        }

        var made = new PostgresRecoveryArgs { Source = Origin };
        if (recovery.TargetTime is not null || recovery.BackupId is not null)
        {
            var target = new PostgresRecoveryTargetArgs();
            if (recovery.BackupId is { } backup)
            {
                target.BackupId = backup;
                target.TargetImmediate = recovery.TargetTime is null;
            }

            if (recovery.TargetTime is { } time)
            {
                target.TargetTime = time;
            }

            made.RecoveryTarget = target;
        }

        return new() { Recovery = made };
    }
}

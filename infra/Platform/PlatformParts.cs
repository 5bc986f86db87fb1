using Infra.Cluster;
using Infra.Parts;

namespace Infra.Platform;

/// <summary>The list of the platform's parts.</summary>
public static class PlatformParts
{
    /// <summary>All parts, in the order in which they are made.</summary>
    public static IReadOnlyList<PlatformPart> All { get; } =
    [
        new TenancyPart(),
        new SnapshotsPart(),
        new LonghornPart(),
        new PrioritiesPart(),
        new StoragePart(),
        new VeleroPart(),
        new TraefikPart(),
        new CertManagerPart(),
        new SealedSecretsPart(),
        new FlaggerPart(),
        new VolumesPart(),
        new RoutesPart(),
        new HostMonitoringPart(),
        new PrometheusPart(),
        new LokiPart(),
        new GrafanaPart(),
        new AlloyPart(),
        new MonitorsPart(),
    ];

    /// <summary>Creates the controllers of the parts that are in the stack.</summary>
    /// <param name="context">The stack's context, with the cluster's provider.</param>
    /// <param name="made">Takes the controllers.</param>
    /// <param name="cluster">The cluster.</param>
    public static void CreateControllers(StackContext context, MadeParts made, ICluster cluster)
    {
        foreach (var part in All)
        {
            if (part.IsIn(context.System))
            {
                made.AddControllers(part.Name, part.CreateControllers(context, made, cluster));
            }
        }
    }

    /// <summary>Creates the parts that are in the stack, one after another, once all controllers are made.</summary>
    /// <param name="context">The stack's context, with the cluster's provider.</param>
    /// <param name="made">Takes the parts.</param>
    /// <param name="cluster">The cluster.</param>
    public static void Create(StackContext context, MadeParts made, ICluster cluster)
    {
        foreach (var part in All)
        {
            if (part.IsIn(context.System))
            {
                made.Add(part.Name, part.Create(context, made, cluster));
            }
        }
    }

    /// <summary>Creates what refers to the apps of the stack, once these are made.</summary>
    /// <param name="context">The stack's context, with the cluster's provider.</param>
    /// <param name="made">The parts and the apps' services.</param>
    public static void CreateAfterApps(StackContext context, MadeParts made)
    {
        foreach (var part in All)
        {
            if (part.IsIn(context.System))
            {
                part.CreateAfterApps(context, made);
            }
        }
    }
}

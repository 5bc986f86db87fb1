using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Release = Pulumi.Kubernetes.Helm.V3.Release;

namespace Infra.Charts;

/// <summary>
/// A Helm release as every part of the platform installs it: one chart version, one name, bounded waiting, nothing half
/// installed. Releases run the charts' hooks, which the charts here rely on.
/// </summary>
public static class ChartRelease
{
    /// <summary>Seconds in which a release must be up, images pulled; a failed one is rolled back.</summary>
    public const int TimeoutSeconds = 600;

    /// <summary>Installs a chart.</summary>
    /// <param name="resource">The resource's logical name.</param>
    /// <param name="release">The release's name in the cluster; objects of the chart are named after it.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="space">The namespace, which exists already.</param>
    /// <param name="values">The values; entries may be outputs.</param>
    /// <param name="options">Parent and what must be there first.</param>
    /// <param name="version">The chart's version where a check goes before it. Defaults to the chart's.</param>
    public static Release Create(
        string resource, string release, Chart chart, Input<string> space, IReadOnlyDictionary<string, object> values, CustomResourceOptions options, Input<string>? version = null)
    {
        var args = new ReleaseArgs
        {
            Name = release,
            Chart = chart.Name,
            Version = version ?? chart.Version,
            Namespace = space,
            Values = values.ToDictionary(StringComparer.Ordinal),
            Atomic = true,
            CleanupOnFail = true,
            WaitForJobs = true,
            Timeout = TimeoutSeconds,
            MaxHistory = 5,
        };
        if (chart.Repository is not null)
        {
            args.RepositoryOpts = new RepositoryOptsArgs { Repo = chart.Repository };
        }

        return new(resource, args, options);
    }
}

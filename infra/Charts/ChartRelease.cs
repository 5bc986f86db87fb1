using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Release = Pulumi.Kubernetes.Helm.V3.Release;

namespace Infra.Charts;

/// <summary>
/// A Helm release with the settings of every part: one chart version, one name, a bounded wait, and a rollback of a failed install.
/// Releases run the hooks of charts, on which the charts here rely.
/// </summary>
public static class ChartRelease
{
    /// <summary>Seconds in which a release must be ready, image pulls included; a failed release is rolled back.</summary>
    public const int TimeoutSeconds = 600;

    /// <summary>Installs a chart.</summary>
    /// <param name="resource">The resource's logical name.</param>
    /// <param name="release">The release's name in the cluster; the chart names its objects after it.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="namespace">The namespace; it exists already.</param>
    /// <param name="values">The values; entries may be outputs.</param>
    /// <param name="options">The parent, and the resources that must exist first.</param>
    /// <param name="version">The chart's version, where a check precedes it. Defaults to the chart's own.</param>
    public static Release Create(
        string resource,
        string release,
        Chart chart,
        Input<string> @namespace,
        IReadOnlyDictionary<string, object> values,
        CustomResourceOptions options,
        Input<string>? version = null)
    {
        var args = new ReleaseArgs
        {
            Name = release,
            Chart = chart.Name,
            Version = version ?? chart.Version,
            Namespace = @namespace,
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

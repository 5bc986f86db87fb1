using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Release = Pulumi.Kubernetes.Helm.V3.Release;

namespace Infra.Charts;

/// <summary>
/// A Helm release with the settings of every part: one chart version, one name and a bounded wait. Releases run the hooks of charts, on
/// which the charts here rely. A failed release stays as it is: Helm would uninstall a failed install, or roll back a failed upgrade and
/// delete what it created, and each chart here brings kinds whose objects are deleted with them. The provider records a failed release,
/// and the next run upgrades it.
/// </summary>
public static class ChartRelease
{
    /// <summary>Seconds in which a release must be ready, image pulls included, unless its part sets another limit.</summary>
    public const int TimeoutSeconds = 600;

    /// <summary>Time that the engine allows beyond the release's own limit, so that the release ends with Helm's message.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>Installs a chart.</summary>
    /// <param name="resource">The resource's logical name.</param>
    /// <param name="release">The release's name in the cluster; the chart names its objects after it.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="namespace">The namespace; it exists already.</param>
    /// <param name="values">The values; entries may be outputs.</param>
    /// <param name="options">The parent, and the resources that must exist first.</param>
    /// <param name="version">The chart's version, where a check precedes it. Defaults to the chart's own.</param>
    /// <param name="timeoutSeconds">
    /// Seconds for an install, an upgrade or an uninstall, the chart's hooks included. Defaults to <see cref="TimeoutSeconds"/>.
    /// </param>
    public static Release Create(
        string resource,
        string release,
        Chart chart,
        Input<string> @namespace,
        IReadOnlyDictionary<string, object> values,
        CustomResourceOptions options,
        Input<string>? version = null,
        int timeoutSeconds = TimeoutSeconds)
    {
        var args = new ReleaseArgs
        {
            Name = release,
            Chart = chart.Name,
            Version = version ?? chart.Version,
            Namespace = @namespace,
            Values = values.ToDictionary(StringComparer.Ordinal),
            WaitForJobs = true,
            Timeout = timeoutSeconds,
            MaxHistory = 5,
        };
        // Without it the provider drops empty lists, and the chart keeps its default.
        if (HasEmptyList(values))
        {
            args.AllowNullValues = true;
        }

        if (chart.Repository is not null)
        {
            args.RepositoryOpts = new RepositoryOptsArgs { Repo = chart.Repository };
        }

        var limit = TimeSpan.FromSeconds(timeoutSeconds) + Margin;
        options.CustomTimeouts = new() { Create = limit, Update = limit, Delete = limit };
        return new(resource, args, options);
    }

    /// <summary>Whether there is an empty list in values.</summary>
    internal static bool HasEmptyList(object? value) => value switch
    {
        string => false,
        IReadOnlyDictionary<string, object> map => map.Values.Any(HasEmptyList),
        IReadOnlyCollection<object> list => list.Count == 0 || list.Any(HasEmptyList),
        _ => false,
    };
}

namespace Infra.Model;

/// <summary>Resources of several pods together.</summary>
/// <param name="RequestCpu">Cores asked for.</param>
/// <param name="RequestMemory">Bytes asked for.</param>
/// <param name="LimitCpu">Most cores.</param>
/// <param name="LimitMemory">Most bytes.</param>
public sealed record ResourceTotal(decimal RequestCpu, decimal RequestMemory, decimal LimitCpu, decimal LimitMemory)
{
    /// <summary>
    /// Requests and limits of apps together, each with the most pods that it may have; of a chart what it says of all its pods.
    /// </summary>
    /// <param name="apps">The apps.</param>
    public static ResourceTotal Of(IEnumerable<AppSpec> apps)
    {
        var total = new ResourceTotal(0, 0, 0, 0);
        foreach (var app in apps)
        {
            var isChart = app.Kind == WorkloadKind.HelmChart;
            var pods = isChart ? 1 : AppPods.Most(app);
            if ((isChart ? app.Chart?.Total : app.Resources) is not { } each)
            {
                continue;
            }

            total = new ResourceTotal(
                total.RequestCpu + (pods * each.RequestCpu.Value),
                total.RequestMemory + (pods * each.RequestMemory.Value),
                total.LimitCpu + (pods * each.LimitCpu.Value),
                total.LimitMemory + (pods * each.LimitMemory.Value));
        }

        return total;
    }
}

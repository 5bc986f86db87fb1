namespace Infra.Model.Capacity;

/// <summary>Requests of the pods of apps, for the sums of a cluster.</summary>
public static class AppRequests
{
    /// <summary>
    /// The pods of an app on the cluster: of an autoscaled app the fewest, both slots of a blue-green one; what a chart says of itself.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <param name="surge">Number of pods that start before old ones stop when another version replaces them.</param>
    public static PodsRequest Of(AppSpec app, int surge)
    {
        if (app.Kind == WorkloadKind.HelmChart)
        {
            return app.Chart?.Total is { } total
                ? Placed(app, app.Name, 1, Amount.RequestedBy(total)) with { Divisible = true }
                : Placed(app, app.Name, 0, default) with { Unknown = true };
        }

        var each = Amount.RequestedBy(app.Resources);
        if (app.Kind == WorkloadKind.CronJob)
        {
            return Placed(app, app.Name, 1, each) with { Kind = PodsKind.Job };
        }

        var fewest = AppPods.Fewest(app);
        return Placed(app, app.Name, fewest, each) with
        {
            Scaled = AppPods.Most(app) - fewest,
            Rollout = [.. Rollout(app, surge, each)],
        };
    }

    /// <summary>
    /// The pods beside an app's own while a new version replaces it: the slot that is not live grows to full size, or one pod starts before
    /// an old one stops; the largest of the jobs, which run one after another.
    /// </summary>
    private static IEnumerable<PodsRequest> Rollout(AppSpec app, int surge, Amount each)
    {
        if (surge > 0)
        {
            yield return Placed(app, $"{app.Name} (new version)", surge, each);
        }

        if (app.InitJobs.Count > 0)
        {
            var jobs = app.InitJobs.Select(static job => Amount.RequestedBy(job.Resources)).ToArray();
            var largest = new Amount(jobs.Max(static job => job.Cpu), jobs.Max(static job => job.Memory));
            yield return new PodsRequest($"{app.Name} (job)", 1, largest) { Kind = PodsKind.App };
        }
    }

    private static PodsRequest Placed(AppSpec app, string name, int pods, Amount each) =>
        new(name, pods, each) { Kind = PodsKind.App, NodeLabels = app.NodeLabels };
}

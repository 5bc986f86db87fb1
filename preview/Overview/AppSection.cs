using Infra.Apps;
using Infra.Model;
using Infra.Naming;

namespace Infra.Preview.Overview;

/// <summary>Apps that the stack makes, or that run in Docker: kind, live image or chart, pods or times, and how versions go live.</summary>
internal static class AppSection
{
    /// <summary>Makes the section.</summary>
    public static OverviewSection Of(SystemSpec system)
    {
        var made = StackApps.Of(system).Concat(ChartApps.Of(system)).ToHashSet();
        return new(
            "apps",
            [
                .. system.Apps
                    .Where(app => made.Contains(app) || (app.RunsOn == Placement.Compose && system.OwnsCluster()))
                    .Select(app => made.Contains(app) ? Row(system, app) : InDocker(app)),
            ]);
    }

    private static IReadOnlyList<string> Row(SystemSpec system, AppSpec app) => app.Kind switch
    {
        WorkloadKind.HelmChart => [app.Name, "chart", $"{app.Chart!.Name} {app.Chart.Version}", "", ""],
        WorkloadKind.CronJob => [app.Name, "cron job", Short(app.Image!), "", $"{app.Schedule}"],
        var kind =>
        [
            app.Name,
            kind == WorkloadKind.StatefulSet ? "stateful set" : "deployment",
            Short(Workload.ImageOf(app, app.BlueGreen.Live)),
            Pods(app),
            system.Releases(app.Name) ? "released by a canary" : Slots(app),
        ],
    };

    private static IReadOnlyList<string> InDocker(AppSpec app) =>
        [app.Name, "Docker Compose", (app.Compose?.Image ?? app.Image) is { } image ? Short(image) : "", app.Compose?.Host ?? "", ""];

    private static string Pods(AppSpec app) =>
        app.Autoscaling is { } scaling ? $"{scaling.Min} to {Count(scaling.Max)}" : Count(app.Replicas);

    private static string Count(int pods) => pods switch
    {
        0 => "no pods",
        1 => "1 pod",
        _ => $"{pods} pods",
    };

    /// <summary>The live slot, and image and pods of the other one.</summary>
    private static string Slots(AppSpec app)
    {
        if (app.BlueGreen.Mode == BlueGreenMode.None)
        {
            return "";
        }
        var other = app.BlueGreen.Live == Slot.Blue ? Slot.Green : Slot.Blue;
        List<string> words = [$"{SlotName.Of(app.BlueGreen.Live)} live, {SlotName.Of(other)}"];
        if (!Workload.IsSettled(app))
        {
            words.Add(Differing(Workload.ImageOf(app, other), Workload.ImageOf(app, app.BlueGreen.Live)));
        }
        words.Add(app.BlueGreen.Mode == BlueGreenMode.Partial ? "without pods"
            : $"with {(app.BlueGreen.IdleReplicas is { } kept ? Count(kept) : Pods(app))}");
        return string.Join(' ', words);
    }

    /// <summary>Part that tells an image from another one: the tag where the rest is the same.</summary>
    private static string Differing(string text, string other)
    {
        var (image, beside) = (ImageReference.Parse(text), ImageReference.Parse(other));
        return image.Repository == beside.Repository && image.Tag is { } tag && tag != beside.Tag ? tag : Short(text);
    }

    /// <summary>An image without its registry and folders.</summary>
    private static string Short(string text)
    {
        var image = ImageReference.Parse(text);
        return $"{image.Repository[(image.Repository.LastIndexOf('/') + 1)..]}{(image.Tag is { } tag ? $":{tag}" : " by digest")}";
    }
}

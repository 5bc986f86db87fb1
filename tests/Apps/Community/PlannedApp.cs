using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

/// <summary>The planned workload of an app of the frozen community system; of an app with slots the live one.</summary>
/// <param name="Workload">The Deployment, StatefulSet or CronJob.</param>
/// <param name="Plan">The plan.</param>
internal sealed record PlannedApp(PlanResource Workload, PlanGraph Plan)
{
    /// <summary>Workload of an app in a stack.</summary>
    public static async Task<PlannedApp> OfAsync(string app, string stack = "prod")
    {
        var plan = await Plans.OfAsync(stack);
        string[] names = [app, $"{app}-blue"];
        return new(
            plan.Resources.Single(resource =>
                resource.Type is "kubernetes:apps/v1:Deployment" or "kubernetes:apps/v1:StatefulSet" or "kubernetes:batch/v1:CronJob"
                && names.Contains(resource.Inputs.At("metadata", "name")?.Text)),
            plan);
    }

    /// <summary>Kind of the workload.</summary>
    public string Kind => Workload.Type[(Workload.Type.LastIndexOf(':') + 1)..];

    /// <summary>Number of pods.</summary>
    public double? Replicas => Workload.Inputs.At("spec", "replicas")?.Number;

    /// <summary>Spec of the pod.</summary>
    public PlanValue Pod => Workload.Inputs.At("spec", "jobTemplate", "spec", "template", "spec")
        ?? Workload.Inputs.At("spec", "template", "spec")!;

    /// <summary>Container of the app.</summary>
    public PlanValue Container => Pod["containers"]!.Items[0];

    /// <summary>Claims of the pod's shared volumes and the templates of its own, by name.</summary>
    public IEnumerable<string> Claims =>
    [
        .. Pod["volumes"]?.Items.Select(volume => volume.At("persistentVolumeClaim", "claimName")?.Text).OfType<string>() ?? [],
        .. Workload.Inputs.At("spec", "volumeClaimTemplates")?.Items.Select(claim => claim.At("metadata", "name")!.Text) ?? [],
    ];

    /// <summary>A variable of the container: its value, or where it comes from.</summary>
    public string? Variable(string name) => Container["env"]!.Items.Where(entry => entry["name"]!.Text == name).Select(entry =>
        entry["value"]?.Text ?? entry.At("valueFrom", "secretKeyRef", "name")?.Text ?? "").SingleOrDefault();

    /// <summary>Path of a probe.</summary>
    public string? PathOf(string probe) => Container.At(probe, "httpGet", "path")?.Text;

    /// <summary>Headers of a probe.</summary>
    public Dictionary<string, string> HeadersOf(string probe) => Container.At(probe, "httpGet", "httpHeaders")!.Items.ToDictionary(
        header => header["name"]!.Text, header => header["value"]!.Text, StringComparer.Ordinal);

    /// <summary>Name of the volume mounted at a path; null for none.</summary>
    public string? MountedAt(string path) =>
        Container["volumeMounts"]!.Items.SingleOrDefault(mount => mount["mountPath"]!.Text == path)?["name"]!.Text;

    /// <summary>The volume mounted at a path.</summary>
    public PlanValue VolumeAt(string path) => Pod["volumes"]!.Items.Single(volume => volume["name"]!.Text == MountedAt(path));

    /// <summary>Content of a file of the app.</summary>
    public string File(string name) => Plan.Resources
        .Where(resource => resource.Type == "kubernetes:core/v1:ConfigMap")
        .Select(resource => resource.Inputs.At("data", name)?.Text).OfType<string>().First();
}

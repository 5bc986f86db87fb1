using Infra.Model;
using Infra.Parts;
using Infra.Preview.Graph;

namespace Infra.Preview.Policy;

/// <summary>A plan as the rules ask it: its pods, services and namespaces by name, and what the parts of the stack explain.</summary>
public sealed class PolicyScene
{
    private static readonly PlannedPods[] NoPods = [];

    private readonly Dictionary<(string Namespace, string Label), List<PlannedPods>> _byLabel = [];
    private readonly Dictionary<string, AppSpec> _apps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PodSecurityLevel> _exempt = new(StringComparer.Ordinal);

    /// <summary>Indexes a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="system">The described system that was planned.</param>
    public PolicyScene(PlanGraph plan, SystemSpec system)
    {
        System = system;
        Objects = [.. plan.Resources.Where(resource => resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal))];
        Pods = [.. Objects.Select(PlannedPods.Of).OfType<PlannedPods>()];
        foreach (var pods in Pods)
        {
            foreach (var (key, value) in pods.Labels)
            {
                if (!_byLabel.TryGetValue((pods.Namespace, $"{key}={value}"), out var found))
                {
                    _byLabel.Add((pods.Namespace, $"{key}={value}"), found = []);
                }

                found.Add(pods);
            }
        }

        foreach (var app in system.Apps)
        {
            _apps[app.Name] = app;
        }

        foreach (var part in StackParts.All)
        {
            foreach (var exemption in part.Exemptions(system))
            {
                // The more rights the smaller: privileged is 0.
                _exempt[exemption.Namespace] = _exempt.TryGetValue(exemption.Namespace, out var level) && level < exemption.Level
                    ? level : exemption.Level;
            }
        }
    }

    /// <summary>The described system.</summary>
    public SystemSpec System { get; }

    /// <summary>Kubernetes objects and releases of charts, in the order of the plan.</summary>
    public IReadOnlyList<PlanResource> Objects { get; }

    /// <summary>Pods that the plan itself describes, in its order.</summary>
    public IReadOnlyList<PlannedPods> Pods { get; }

    /// <summary>
    /// Level of Pod Security that a part of the stack declares for a namespace, with its reason; restricted where none does.
    /// </summary>
    public PodSecurityLevel LevelOf(string @namespace) => _exempt.GetValueOrDefault(@namespace, PodSecurityLevel.Restricted);

    /// <summary>The app that pods belong to; null where they belong to none.</summary>
    public AppSpec? AppOf(PlannedPods pods) =>
        pods.IsOfAnApp && pods.Labels.TryGetValue(Naming.Labels.Name, out var name) ? _apps.GetValueOrDefault(name) : null;

    /// <summary>Objects of a kind.</summary>
    public IEnumerable<PlanResource> OfKind(string kind) => Objects.Where(resource => resource.Inputs.TextOf("kind") == kind);

    /// <summary>Pods that a selector of labels selects in a namespace; none for an empty one.</summary>
    public IEnumerable<PlannedPods> Selected(string @namespace, PlanValue? selector)
    {
        IReadOnlyList<PlannedPods>? fewest = null;
        for (var index = 0; index < (selector?.Keys.Count ?? 0); index++)
        {
            var label = $"{selector!.Keys[index]}={selector.Items[index].Text}";
            IReadOnlyList<PlannedPods> found = _byLabel.TryGetValue((@namespace, label), out var some) ? some : NoPods;
            fewest = fewest is null || found.Count < fewest.Count ? found : fewest;
        }

        return (fewest ?? NoPods).Where(pods => Has(pods, selector!));
    }

    private static bool Has(PlannedPods pods, PlanValue selector)
    {
        for (var index = 0; index < selector.Keys.Count; index++)
        {
            if (!pods.Labels.TryGetValue(selector.Keys[index], out var value) || value != selector.Items[index].Text)
            {
                return false;
            }
        }

        return true;
    }
}

using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Steps of a change as the rules ask for them.</summary>
internal sealed class StepIndex
{
    private readonly Dictionary<string, ResourceStep> _byFormerUrn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ResourceStep>> _formerUsers = new(StringComparer.Ordinal);

    /// <summary>Indexes a change.</summary>
    public StepIndex(PlanDiff diff)
    {
        Diff = diff;
        Changed = [.. diff.Changed];
        foreach (var step in diff.Steps)
        {
            if (step.Old is not null)
            {
                _byFormerUrn[step.Old.Urn] = step;
            }
            foreach (var urn in step.Old?.DataDependencies ?? [])
            {
                if (!_formerUsers.TryGetValue(urn, out var users))
                {
                    _formerUsers.Add(urn, users = []);
                }
                users.Add(step);
            }
        }
    }

    /// <summary>Change.</summary>
    public PlanDiff Diff { get; }

    /// <summary>Steps that do something.</summary>
    public IReadOnlyList<ResourceStep> Changed { get; }

    /// <summary>Step of a resource of the former plan; null when there is none.</summary>
    public ResourceStep? OfFormer(PlanResource resource) => _byFormerUrn.GetValueOrDefault(resource.Urn);

    /// <summary>Steps of the resources into which outputs of a former resource flowed.</summary>
    public IReadOnlyList<ResourceStep> FormerUsersOf(PlanResource resource) =>
        _formerUsers.TryGetValue(resource.Urn, out var users) ? users : [];
}

using Infra.Preview.Graph;
using Infra.Preview.Recording;

namespace Infra.Preview.Diff;

/// <summary>
/// Generates the steps from one plan to another, as the engine does (pulumi 3.259, `pkg/resource/deploy/step_generator.go`): one resource
/// after the other in the order of their dependencies, deletions at the end.
/// </summary>
internal sealed class StepGenerator
{
    private readonly PlanGraph _old;
    private readonly PlanGraph _new;
    private readonly ResourceMatch _match;
    private readonly ComputedAnew _anew = new();
    private readonly Dictionary<string, ResourceStep> _steps = new(StringComparer.Ordinal);
    private readonly HashSet<string> _decided = new(StringComparer.Ordinal);
    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _dragged = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Old, string New), bool> _providers = [];
    private Dependents? _dependents;

    /// <summary>A generator for two plans whose URNs are of one stack.</summary>
    public StepGenerator(PlanGraph old, PlanGraph plan)
    {
        _old = old;
        _new = plan;
        _match = new(old, plan);
    }

    /// <summary>Number of secret values that could not be compared.</summary>
    public int UncomparedSecrets { get; private set; }

    /// <summary>Generates the steps: in the order of the new plan, deletions after them in the order of the old.</summary>
    public IReadOnlyList<ResourceStep> Generate()
    {
        foreach (var resource in RegistrationOrder.Of(_new))
        {
            _steps.Add(resource.Urn, Decide(resource));
        }
        var steps = new List<ResourceStep>(_new.Resources.Count);
        foreach (var resource in _new.Resources)
        {
            steps.Add(_steps[resource.Urn]);
        }
        foreach (var resource in _old.Resources)
        {
            if (_match.SuccessorOf(resource.Urn) is null)
            {
                steps.Add(Delete(resource));
            }
        }
        return WithDeletions(steps);
    }

    private ResourceStep Decide(PlanResource resource)
    {
        if (_match.FormerOf(resource) is not { } old)
        {
            _anew.Add(resource);
            return new(StepKind.Create, null, resource);
        }
        _decided.Add(old.Urn);
        var unchanged = new ResourceStep(old.Urn == resource.Urn ? StepKind.Same : StepKind.Move, old, resource)
        {
            Options = OptionChanges.Between(old, resource),
        };
        if (!IsServed(old) && !IsServed(resource))
        {
            return unchanged;
        }
        if (_dragged.TryGetValue(old.Urn, out var root) && old.Protect)
        {
            return unchanged with { Kind = StepKind.Refuse, ForcedBy = root, Refusals = [Refusals.OfDragged(old, root)] };
        }
        var (inputs, secrets, source) = _anew.In(resource);
        var planned = ReferenceEquals(inputs, resource.Inputs) ? resource : resource with { Inputs = inputs };
        var step = unchanged with { Changes = Compare(old, planned, secrets) };
        if (root is not null)
        {
            return Replace(step with { ForcedBy = root }, deletesFirst: true);
        }
        if (Refusals.OfIgnored(old, planned) is { Count: > 0 } refusals)
        {
            return step with { Kind = StepKind.Refuse, Refusals = refusals };
        }
        if (IsProviderReplaced(old, resource))
        {
            return Replace(step with { ForcedBy = resource.Provider ?? old.Provider }, resource.DeleteBeforeReplace ?? false);
        }
        var effective = step.Changes.Where(change => change.Effect != ChangeEffect.Ignored).ToArray();
        if (effective.Length == 0)
        {
            return step;
        }
        if (effective.All(change => change.New is { Text: PlanValue.UnknownText } || (change.IsSecret && secrets.Contains(change.Path))))
        {
            step = step with { ForcedBy = source };
        }
        if (Array.Exists(effective, change => change.Effect == ChangeEffect.Replace))
        {
            var isAsked = Array.Exists(effective, change => AsksToDeleteFirst(change, old, planned));
            return Replace(step, resource.DeleteBeforeReplace ?? isAsked);
        }
        if (Array.Exists(effective, change => change.Effect == ChangeEffect.Refused))
        {
            return step with { Kind = StepKind.Refuse, Refusals = [.. effective.Select(Refusals.OfChange).OfType<string>()] };
        }
        _anew.AddUpdated(resource);
        return step with { Kind = StepKind.Update };
    }

    /// <summary>Whether a resource is served by a provider, or is one: nothing is done with the inputs of the others.</summary>
    private static bool IsServed(PlanResource resource) => !resource.IsComponent && !resource.IsStack;

    /// <summary>Changes of the inputs with their effects.</summary>
    /// <param name="old">Former resource.</param>
    /// <param name="resource">New resource, its unknown inputs marked.</param>
    /// <param name="secrets">Paths of secret inputs that are computed anew.</param>
    private IReadOnlyList<PropertyChange> Compare(PlanResource old, PlanResource resource, IReadOnlyList<string> secrets)
    {
        var diff = ValueDiffer.Between(old, resource);
        UncomparedSecrets += diff.UncomparedSecrets;
        if (diff.Changes.Count == 0 && secrets.Count == 0)
        {
            return diff.Changes;
        }
        var known = diff.Changes.Where(change => change.IsSecret).Select(change => change.PlacePath).ToHashSet(StringComparer.Ordinal);
        var anew = secrets
            .Where(path => !known.Contains(path))
            .Select(path => new PropertyChange(path, ChangeKind.Changed) { IsSecret = true });
        var effects = new InputEffects(old.Inputs, resource, ProviderOf(resource));
        return [.. diff.Changes.Concat(anew).Select(effects.Decide)];
    }

    private PlanValue? ProviderOf(PlanResource resource) =>
        resource.Provider is { } provider ? (_new.Find(provider) ?? _old.Find(provider))?.Inputs : null;

    /// <summary>
    /// Whether the resource must be replaced because its provider is: the provider itself, or by another one with which the provider says
    /// so of its inputs. A provider that an alias connects with the former one counts as the same.
    /// </summary>
    private bool IsProviderReplaced(PlanResource old, PlanResource resource)
    {
        if (old.Provider == resource.Provider)
        {
            return resource.Provider is { } same && _replaced.Contains(same);
        }
        if (old.Provider is null || resource.Provider is null)
        {
            return true;
        }
        if (_match.SuccessorOf(old.Provider) == resource.Provider)
        {
            return false;
        }
        var key = (old.Provider, resource.Provider);
        if (!_providers.TryGetValue(key, out var isReplaced))
        {
            _providers.Add(key, isReplaced = (_old.Find(old.Provider), _new.Find(resource.Provider)) switch
            {
                (null, null) => false,
                ({ } former, { } provider) => IsReplacedBy(former, provider),
                (var former, var provider) => ReplacementRules.Of((former ?? provider)!.Type).Any(IsReplacing),
            });
        }
        return isReplaced;
    }

    private bool IsReplacedBy(PlanResource former, PlanResource provider)
    {
        var (inputs, secrets, _) = _anew.In(provider);
        return Compare(former, provider with { Inputs = inputs }, secrets).Any(change => change.Effect == ChangeEffect.Replace);
    }

    private static bool IsReplacing(ReplacementRule rule) => rule.Effect == ChangeEffect.Replace;

    /// <summary>
    /// Whether the provider asks for the deletion before the creation. It does so for changes alone that it replaces for itself.
    /// </summary>
    private static bool AsksToDeleteFirst(PropertyChange change, PlanResource old, PlanResource resource)
    {
        if (change is not { Effect: ChangeEffect.Replace, Rule.Order: DeletionOrder.DeleteFirstIfNamed })
        {
            return false;
        }
        if (!ProviderFacts.IsKubernetesObject(resource.Type))
        {
            return resource.Inputs["name"] is { Kind: PlanValueKind.Text };
        }
        var (before, after) = (old.Inputs["metadata"], resource.Inputs["metadata"]);
        return after?.TextOf("name") is { } name && name != PlanValue.UnknownText && name == before?.TextOf("name")
            && Namespace(before) == Namespace(after);

        static string Namespace(PlanValue? metadata) => metadata?.TextOf("namespace") is { Length: > 0 } given ? given : "default";
    }

    private ResourceStep Replace(ResourceStep step, bool deletesFirst)
    {
        var (old, resource) = (step.Old!, step.New!);
        _anew.Add(resource);
        _replaced.Add(resource.Urn);
        if (deletesFirst)
        {
            Drag(old);
        }
        var replacement = step with { Kind = StepKind.Replace, DeletesFirst = deletesFirst };
        return old.Protect && resource.Protect
            ? replacement with { Kind = StepKind.Refuse, Refusals = [Refusals.OfReplacement(resource)] }
            : replacement;
    }

    /// <summary>
    /// Finds what must be deleted before a resource can be: resources of the former plan that it serves, and those that would be replaced,
    /// by their former options too, when the inputs that come from it are unknown. `dependsOn` alone drags nothing along.
    /// </summary>
    private void Drag(PlanResource root)
    {
        _dependents ??= new(_old);
        var open = new Queue<string>([root.Urn]);
        while (open.TryDequeue(out var urn))
        {
            foreach (var dependent in _dependents.Of(urn))
            {
                if (!_decided.Contains(dependent.Urn) && !_dragged.ContainsKey(dependent.Urn) && IsDragged(dependent, urn))
                {
                    _dragged.Add(dependent.Urn, root.Urn);
                    open.Enqueue(dependent.Urn);
                }
            }
        }
    }

    private bool IsDragged(PlanResource dependent, string urn)
    {
        if (dependent.Provider == urn)
        {
            return true;
        }
        var inputs = dependent.Inputs;
        List<string> unknown = [];
        foreach (var (input, urns) in dependent.PropertyDependencies)
        {
            if (inputs[input] is not null && urns.Contains(urn))
            {
                inputs = inputs.With(input, PlanValue.Unknown);
                unknown.Add(input);
            }
        }
        var asked = dependent with { Inputs = inputs };
        var effects = new InputEffects(dependent.Inputs, asked, ProviderOf(dependent));
        return unknown
            .Select(input => new PropertyChange(input, ChangeKind.Changed) { Old = dependent.Inputs[input], New = PlanValue.Unknown })
            .Any(change => effects.Decide(change).Effect == ChangeEffect.Replace);
    }

    private ResourceStep Delete(PlanResource resource)
    {
        var step = new ResourceStep(StepKind.Delete, resource, null) { ForcedBy = _dragged.GetValueOrDefault(resource.Urn) };
        return resource.Protect ? step with { Kind = StepKind.Refuse, Refusals = [Refusals.OfDeletion(resource)] } : step;
    }

    /// <summary>
    /// Adds the fate of the real resources that are deleted: some are left as they are, some go with others. Nothing goes with a resource
    /// that is deleted before its replacement for its own sake: the engine does not count it as deleted by then.
    /// </summary>
    private List<ResourceStep> WithDeletions(List<ResourceStep> steps)
    {
        var deleted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            if (Deletes(step) && (!step.DeletesFirst || _dragged.ContainsKey(step.Old!.Urn)))
            {
                deleted.Add(step.Old!.Urn);
            }
        }
        for (var i = 0; i < steps.Count; i++)
        {
            if (Deletes(steps[i]))
            {
                var old = steps[i].Old!;
                steps[i] = steps[i] with
                {
                    IsRetained = old.RetainOnDelete,
                    GoneWith = old.DeletedWith is { } other && deleted.Contains(other) ? other : null,
                };
            }
        }
        return steps;
    }

    private static bool Deletes(ResourceStep step) => step.Kind is StepKind.Delete or StepKind.Replace;
}

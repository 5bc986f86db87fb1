using Infra.Preview.Graph;
using Infra.Preview.Recording;

namespace Infra.Preview.Diff;

/// <summary>Decides what the changed inputs of one resource mean, by the rules of its type and its options.</summary>
internal sealed class InputEffects
{
    /// <summary>Path of the rule for inputs that `ignoreChanges` names.</summary>
    public const string IgnoringOption = "<option ignoreChanges>";

    private static readonly ReplacementRule IgnoringRule = ReplacementRules.OfEngine(IgnoringOption);
    private static readonly ReplacementRule ReplacingRule = ReplacementRules.OfEngine("<option replaceOnChanges>");

    private readonly PlanResource _resource;
    private readonly PlanValue _old;
    private readonly PlanValue _new;
    private readonly PlanValue? _provider;
    private readonly ValuePath[] _ignored;
    private readonly ValuePath[] _replacing;

    /// <summary>Effects of the changes of a resource.</summary>
    /// <param name="old">Former inputs.</param>
    /// <param name="resource">New resource.</param>
    /// <param name="provider">Inputs of the provider that serves it; null for a default provider.</param>
    public InputEffects(PlanValue old, PlanResource resource, PlanValue? provider)
    {
        _resource = resource;
        _old = old;
        _new = resource.Inputs;
        _provider = provider;
        _ignored = [.. ValuePath.ParseAll(resource.IgnoreChanges)];
        _replacing = [.. ValuePath.ParseAll(resource.ReplaceOnChanges)];
    }

    /// <summary>Adds its effect, and the rule that decides it, to a change.</summary>
    public PropertyChange Decide(PropertyChange change)
    {
        var path = ValuePath.Parse(change.PlacePath);
        if (_ignored.Any(ignored => Covers(ignored, path, change.Kind)))
        {
            return change with { Effect = ChangeEffect.Ignored, Rule = IgnoringRule };
        }
        if (change.Effect == ChangeEffect.Ignored)
        {
            return change;
        }
        var (rule, effect) = Rule(change, path);
        return effect is ChangeEffect.Update or ChangeEffect.Refused && _replacing.Any(replacing => Covers(replacing, path, change.Kind))
            ? change with { Effect = ChangeEffect.Replace, Rule = ReplacingRule }
            : change with { Effect = effect, Rule = rule };
    }

    /// <summary>Whether the engine finds a change below a listed path. It sees items that change places as changed items.</summary>
    private static bool Covers(ValuePath listed, ValuePath path, ChangeKind kind) =>
        listed.Contains(path) || (kind == ChangeKind.Reordered && listed.Length == path.Length + 1 && listed.IsBelow(path));

    private (ReplacementRule? Rule, ChangeEffect Effect) Rule(PropertyChange change, ValuePath path)
    {
        ReplacementRule? above = null, below = null;
        var effect = ChangeEffect.Update;
        foreach (var rule in ReplacementRules.Of(_resource.Type))
        {
            var rulePath = ValuePath.Parse(rule.Path);
            if (above is null && rulePath.Contains(path))
            {
                var context = new RuleContext(path.Take(rulePath.Length), path, _old, _new, _provider);
                if (rule.When is not { } condition || RuleConditions.Holds(condition, context))
                {
                    (above, effect) = (rule, rule.Effect);
                }
                else if (RuleConditions.MeansEqual(condition))
                {
                    (above, effect) = (rule, ChangeEffect.Ignored);
                }
            }
            else if (rule.Effect is ChangeEffect.Replace or ChangeEffect.Refused
                && below is not { Effect: ChangeEffect.Replace }
                && rulePath.IsBelow(path)
                && Reaches(change, rule, rulePath)
                && (rule.When is not { } condition
                    || RuleConditions.Holds(condition, new(rulePath, path, _old, _new, _provider))))
            {
                below = below is null || rule.Effect == ChangeEffect.Replace ? rule : below;
            }
        }
        return below is not null && effect != ChangeEffect.Replace ? (below, below.Effect) : (above, effect);
    }

    /// <summary>
    /// Whether a change above the path of a rule reaches it. The Kubernetes provider looks for the path in the new value alone, where an
    /// unknown one has no parts; for the others each side counts, and an unknown value may hold anything.
    /// </summary>
    private bool Reaches(PropertyChange change, ReplacementRule rule, ValuePath path)
    {
        if (ProviderFacts.IsKubernetesObject(_resource.Type) && rule.Effect == ChangeEffect.Replace)
        {
            return path.In(_new) is not null;
        }
        return change.New is { Text: PlanValue.UnknownText } || path.In(_new) is not null || path.In(_old) is not null;
    }
}

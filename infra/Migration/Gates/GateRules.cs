using System.Globalization;
using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Migration;

/// <summary>Rules of the criteria of gates: the settings that each check reads, and what they refer to.</summary>
public static class GateRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var next = Next(context.Spec);
        foreach (var gate in context.Spec.Migration.Phases.SelectMany(static phase => phase.Gates))
        {
            foreach (var criterion in gate.Criteria)
            {
                Check(context, criterion, next.Contains(gate.Name));
            }
        }
    }

    private static void Check(ValidationContext context, CriterionSpec criterion, bool isNext)
    {
        var check = CriterionChecks.Of(criterion.Check);
        var name = char.ToLowerInvariant(criterion.Check.ToString()[0]) + criterion.Check.ToString()[1..];
        if (check.Max is not { } max)
        {
            Refuse(context, criterion, "max", criterion.Max is not null, name);
        }
        else if (criterion.Max is { } value && value > max.Most)
        {
            context.Error(
                criterion,
                "max",
                string.Create(CultureInfo.InvariantCulture, $"{value} {max.Unit} are more than the check {name} can mean"),
                string.Create(CultureInfo.InvariantCulture, $"write at most {max.Most} {max.Unit}"));
        }

        Refuse(context, criterion, "for", criterion.For is not null && !check.TakesFor, name);
        Refuse(context, criterion, "path", criterion.Path is not null && !check.TakesPath, name);
        Refuse(context, criterion, "target", criterion.Target is not null && check.Target == SettingUse.None, name);
        if (criterion.Target is null && check.Target == SettingUse.Required)
        {
            context.Error(criterion, "target", $"the check {name} needs a target", "name what is to be checked");
        }
        else if ((criterion.Target is null || check.Target != SettingUse.None)
            && GateScene.Of(context.Spec, criterion) is var scene
            && (scene.IsOwn || (context.OwnsCluster && scene.IsHere)))
        {
            // Another environment may have other apps, servers and backups; they are checked with its own stack.
            check.Resolve(context, scene with { IsNext = isNext }, criterion);
        }
    }

    /// <summary>The gates that stand between the chosen step and the one after it.</summary>
    private static HashSet<string> Next(SystemSpec system)
    {
        var order = new StepOrder(system.Migration);
        if (order.PositionOf(system.Stack.Phase) is not { } chosen || chosen + 1 >= order.Steps.Count)
        {
            return [];
        }

        var next = order.GatesBefore(chosen + 1).Select(static gate => gate.Name).ToHashSet(StringComparer.Ordinal);
        next.ExceptWith(order.GatesBefore(chosen).Select(static gate => gate.Name));
        return next;
    }

    private static void Refuse(ValidationContext context, CriterionSpec criterion, string key, bool isWritten, string check)
    {
        if (isWritten)
        {
            var reason = key == "for" ? ": it asks about the moment of the run" : "";
            context.Error(criterion, key, $"the check {check} does not read it{reason}", $"remove {key}");
        }
    }
}

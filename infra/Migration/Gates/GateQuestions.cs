using Infra.Model;

namespace Infra.Migration;

/// <summary>The questions of a gate, in the order in which they are asked. Pure.</summary>
public static class GateQuestions
{
    /// <summary>The questions; rehearsals that disturb are last.</summary>
    /// <param name="system">The system, folded for the stack that asks.</param>
    /// <param name="gate">The gate.</param>
    public static IReadOnlyList<GateQuestion> Of(SystemSpec system, GateSpec gate)
    {
        var questions = new List<GateQuestion>();
        var rehearsals = new List<GateQuestion>();
        foreach (var criterion in gate.Criteria)
        {
            var question = Of(system, gate, criterion);
            (question.Disturbs ? rehearsals : questions).Add(question);
        }

        return [.. questions, .. rehearsals];
    }

    /// <summary>The question of a criterion.</summary>
    /// <param name="system">The system, folded for the stack that asks.</param>
    /// <param name="gate">Its gate.</param>
    /// <param name="criterion">The criterion.</param>
    public static GateQuestion Of(SystemSpec system, GateSpec gate, CriterionSpec criterion)
    {
        var (check, scene) = (CriterionChecks.Of(criterion.Check), GateScene.Of(system, criterion));
        var asked = check.Ask(scene, criterion);
        return new()
        {
            Gate = gate.Name,
            Criterion = criterion,
            Source = scene.IsHere ? check.Source : GateSource.OtherStack,
            Asked = asked.Text,
            Required = asked.Required,
            Arguments = asked.Arguments,
            Bound = check.Bound(criterion),
            Disturbs = scene.IsHere && check.Disturbs,
            Library = asked.Library,
            Stack = system.Stack.OtherClusters.GetValueOrDefault(scene.Environment),
        };
    }
}

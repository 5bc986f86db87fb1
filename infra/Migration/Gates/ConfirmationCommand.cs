using System.Globalization;
using Infra.Model;

namespace Infra.Migration;

/// <summary>Command that writes a confirmation into the config of a stack. Pure.</summary>
public static class ConfirmationCommand
{
    /// <summary>Setting of a person who confirms, and of the day.</summary>
    public static IReadOnlyList<string> ByPerson { get; } = ["by=NAME", "on=YYYY-MM-DD"];

    /// <summary>Setting of a plan in which the policy checks found nothing.</summary>
    /// <param name="digest">Digest of its description.</param>
    public static IReadOnlyList<string> OfPlan(string digest) => [$"plan={digest}"];

    /// <summary>Position of the confirmation of a criterion for a step; null when there is none.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="question">The criterion.</param>
    /// <param name="step">The step.</param>
    public static int? Find(StackId stack, GateQuestion question, string step)
    {
        for (var index = 0; index < stack.Confirmations.Count; index++)
        {
            var one = stack.Confirmations[index];
            if (one.Gate == question.Gate && one.Criterion == question.Criterion.Name && one.Step == step)
            {
                return index;
            }
        }

        return null;
    }

    /// <summary>The command.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="index">Position in <c>infra:confirmations</c>.</param>
    /// <param name="question">The criterion.</param>
    /// <param name="step">The step.</param>
    /// <param name="more">Further settings.</param>
    public static string Of(string stack, int index, GateQuestion question, string step, IReadOnlyList<string> more)
    {
        var entry = string.Create(CultureInfo.InvariantCulture, $"infra:confirmations[{index}]");
        string[] values = [$"gate={question.Gate}", $"criterion={question.Criterion.Name}", $"step={step}", .. more];
        return $"pulumi config set-all --stack {stack} --path" + string.Concat(values.Select(value => $" --plaintext '{entry}.{value}'"));
    }
}

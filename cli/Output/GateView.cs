using System.Globalization;
using Infra.Migration;
using Infra.Preview.Gates;
using Infra.Preview.Policy;

namespace Infra.Cli.Output;

/// <summary>Gates before a step as text: each criterion with its question, where it is asked, and what is known of it.</summary>
internal static class GateView
{
    private const string Indent = "    ";

    /// <summary>Writes a report.</summary>
    public static void Write(GateReport report, StyledText text)
    {
        PlanView.WriteHeader(report.Header, text);
        if (report.Step is not { } step)
        {
            text.WriteLine(report.Header.Phase is { } phase ? $"no step comes after {phase}" : "the system has no phases");
            return;
        }

        text.WriteLine($"next step {step.Name}: {step.Step?.Title ?? step.Phase.Title}", TextStyle.Heading);
        if (report.Passed.Count > 0)
        {
            text.WriteLine($"passed earlier: {string.Join(", ", report.Passed)}", TextStyle.Aside);
        }

        if (report.Gates.Count == 0)
        {
            text.WriteLine($"no {(report.Passed.Count > 0 ? "other " : "")}gate stands before it");
            return;
        }

        foreach (var gate in report.Gates)
        {
            PlanView.WriteHeading($"gate {gate.Gate.Name}: {gate.Gate.Title}", text);
            if (gate.IsOfACompletedPhase)
            {
                text.WriteLine(
                    "  its phase is marked as completed: a stack that is brought up for the first time does not ask it", TextStyle.Aside);
            }

            var shown = new HashSet<string>(StringComparer.Ordinal);
            foreach (var criterion in gate.Criteria)
            {
                WriteCriterion(criterion, report.Findings, shown, text);
            }
        }

        text.WriteLine("");
        text.WriteLine(Summary([.. report.Gates.SelectMany(gate => gate.Criteria)]));
    }

    /// <summary>Writes a criterion. Criteria that another stack asks have the same commands, which are shown once.</summary>
    private static void WriteCriterion(
        ReportedCriterion criterion, IReadOnlyList<PolicyFinding> findings, HashSet<string> shown, StyledText text)
    {
        var question = criterion.Question;
        text.WriteLine($"  {question.Criterion.Name}: {question.Criterion.Title}", TextStyle.Heading);
        text.WriteLine($"{Indent}asked     {question.Asked}");
        text.WriteLine($"{Indent}required  {question.Required}");
        text.WriteLine($"{Indent}by        {By(criterion)}", TextStyle.Aside);
        if (criterion.Seen.Length > 0)
        {
            var style = criterion.State == CriterionState.Holds ? TextStyle.Plain : TextStyle.Pending;
            text.WriteLine($"{Indent}seen      {criterion.Seen}", style);
        }

        if (criterion.State == CriterionState.Fails)
        {
            WriteFindings(findings, text);
        }

        foreach (var command in criterion.Commands.Where(shown.Add))
        {
            text.WriteLine($"{Indent}run       {command}");
        }
    }

    private static void WriteFindings(IReadOnlyList<PolicyFinding> findings, StyledText text)
    {
        foreach (var finding in findings)
        {
            foreach (var one in finding.Objects)
            {
                var detail = one.Detail.Length > 0 ? $" ({one.Detail})" : "";
                text.WriteLine($"{Indent}  {finding.Rule.Name}: {one.Name} {finding.Rule.Wrong}{detail}", TextStyle.Pending);
            }

            text.WriteLine($"{Indent}  {finding.Rule.Reason} {finding.Rule.Fix}", TextStyle.Aside);
        }
    }

    private static string By(ReportedCriterion criterion)
    {
        var question = criterion.Question;
        var place = $"for the environment {criterion.Environment}";
        return question.Source switch
        {
            GateSource.Cluster =>
                $"the run itself, on a server of the cluster, {place}, within {Time(question.Bound)}"
                    + (question.Disturbs ? "; a rehearsal that disturbs, after all others" : ""),
            GateSource.OtherStack => question.Stack is { Length: > 0 } stack
                ? $"the stack {stack}, {place}, which must have passed the gate; its outputs are read"
                : $"the stack of the environment {criterion.Environment}, which has none yet",
            GateSource.Person => $"a person, {place}",
            _ => $"this command, {place}; the run compares the digest",
        };
    }

    private static string Time(TimeSpan bound) => bound.TotalMinutes >= 2
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bound.TotalMinutes)} minutes")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bound.TotalSeconds)} seconds");

    private static string Summary(IReadOnlyList<ReportedCriterion> criteria)
    {
        int Count(CriterionState state) => criteria.Count(one => one.State == state);
        List<string> parts = [$"{Count(CriterionState.AtRun)} asked by a run"];
        foreach (var (state, word) in (ReadOnlySpan<(CriterionState, string)>)
            [(CriterionState.Holds, "hold"), (CriterionState.Missing, "missing"), (CriterionState.Fails, "fail")])
        {
            if (Count(state) is > 0 and var count)
            {
                parts.Add($"{count} {word}");
            }
        }

        return $"{criteria.Count} {(criteria.Count == 1 ? "criterion" : "criteria")}: {string.Join(", ", parts)}";
    }
}

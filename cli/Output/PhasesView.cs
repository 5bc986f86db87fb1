using System.Globalization;
using Infra.Preview.Cost;
using Infra.Preview.Diff;
using Infra.Preview.Overview;
using Infra.Preview.Phases;

namespace Infra.Cli.Output;

/// <summary>Migration ladder as text: phases with their steps, each with what it changes, and their gates.</summary>
internal static class PhasesView
{
    private const string Indent = "    ";

    /// <summary>Writes a ladder.</summary>
    public static void Write(PhaseLadder ladder, StyledText text)
    {
        PlanView.WriteHeader(ladder.Header, text);
        if (ladder.Phases.Count == 0)
        {
            if (ladder.OwnProblems.Count == 0)
            {
                text.WriteLine($"the system {ladder.Header.System} has no phases");
            }
            return;
        }
        if (ladder is { Start: { } start, StartCost: { } cost })
        {
            text.WriteLine($"before the first step: {Listing.Count(start.Resources.Count, "resource")}, {Sum(cost)}", TextStyle.Aside);
        }
        if (ladder.Progress is { } progress)
        {
            WriteProgress(progress, text);
        }
        foreach (var phase in ladder.Phases)
        {
            WritePhase(phase, text);
        }
    }

    private static void WriteProgress(LadderProgress progress, StyledText text)
    {
        var by = progress.IsState ? "by its state" : "by infra:phase; --state FILE asks a state";
        var place = progress.IsNew ? "never brought up" : progress.Step is { } step ? $"at {step}" : "before the first step";
        text.WriteLine(
            !progress.IsKnown ? $"place: not known, {by}" : $"place: {place}, {by}", TextStyle.Heading);
        foreach (var refusal in progress.Refusals)
        {
            text.WriteLine($"refused: {refusal}", TextStyle.Pending);
        }
        if (progress.Next is { } next)
        {
            var gates = progress.Gates.Count > 0 ? $", after {string.Join(", ", progress.Gates)}" : "";
            text.WriteLine($"next: {next}{gates}: {string.Join(" && ", progress.Commands)}", TextStyle.Plain);
        }
        else if (progress.IsKnown)
        {
            text.WriteLine("next: none, this is the last step", TextStyle.Plain);
        }
    }

    private static void WritePhase(LadderPhase phase, StyledText text)
    {
        PlanView.WriteHeading($"phase {phase.Name}: {phase.Title}", text);
        var facts = new List<string> { $"risk {phase.Risk}{(phase.RiskNote.Length > 0 ? $": {phase.RiskNote}" : "")}" };
        AddIfAny(facts, phase.Goal, $"goal: {phase.Goal}");
        AddIfAny(facts, phase.Weeks, $"weeks {phase.Weeks}");
        if (phase.IsCompleted)
        {
            facts.Add("marked as completed in the description");
        }
        foreach (var fact in facts)
        {
            text.WriteLine($"  {fact}", TextStyle.Aside);
        }
        foreach (var step in phase.Steps)
        {
            WriteStep(step, text);
        }
        foreach (var gate in phase.Gates)
        {
            text.WriteLine($"  gate {gate.Name}: {gate.Title}", TextStyle.Pending);
            foreach (var criterion in gate.Criteria)
            {
                text.WriteLine($"{Indent}{criterion}", TextStyle.Aside);
            }
            foreach (var answer in gate.Evidence)
            {
                WriteEvidence(answer, text);
            }
        }
    }

    private static void WriteEvidence(LadderEvidence answer, StyledText text)
    {
        var said = answer.IsPassed switch { true => "passed", false => "failed", null => "said" };
        var required = answer.Required.Length > 0 ? $" (required: {answer.Required})" : "";
        var at = answer.At.Length > 0 ? $" {answer.At}" : "";
        text.WriteLine(
            $"{Indent}last{at}: {answer.Criterion} {said}: {answer.Seen}{required}",
            answer.IsPassed == false ? TextStyle.Pending : TextStyle.Plain);
    }

    private static void WriteStep(LadderStep step, StyledText text)
    {
        var isIdle = step is { Scope: StepScope.Elsewhere, Diff: { } diff } && !diff.Changed.Any();
        text.Write($"  {Mark(step.Place)} ", step.Place == StepPlace.Current ? TextStyle.Pending : TextStyle.Aside);
        text.Write($"{step.Name}: {step.Title}", isIdle ? TextStyle.Aside : TextStyle.Heading);
        text.WriteLine(isIdle ? "; nothing in this stack" : step.IsFinal ? "; final, there is no way back" : "", TextStyle.Aside);
        WriteWords("only after gate", step.Requires, text);
        WriteWords("data moves:", step.DataMoves, text);
        WriteWords("described, not built yet:", step.NotBuilt, text);
        if (isIdle)
        {
            return;
        }
        if (step.Diff is null)
        {
            var missing = step.Plan is null ? "it has no plan" : "the step before has no plan";
            text.WriteLine($"{Indent}not compared: {missing}", TextStyle.Pending);
            return;
        }
        var tasks = step is { Scope: StepScope.ByHand, Tasks.Count: > 0 } ? $"; {Listing.Count(step.Tasks.Count, "task")} for people" : "";
        text.Write($"{Indent}{Counts(step.Diff)}{tasks}; {Change(step)}");
        WriteVerdict(step.Verdict!, text);
        var highlights = Highlights.Of(step.Diff);
        foreach (var shown in highlights.Shown)
        {
            WriteChange(shown, text);
        }
        if (highlights.Folded.Count > 0)
        {
            var folded = highlights.Folded.Select(each => $"{Sign(each.Kind)}{each.Count} {KindName.Of(each.Type)}");
            text.WriteList(Indent + (highlights.Shown.Count > 0 ? "and" : ""), Indent, [.. folded], TextStyle.Aside);
        }
    }

    /// <summary>Writes the level at the end of a line, and what data, quorum or the run itself depends on.</summary>
    private static void WriteVerdict(Verdict verdict, StyledText text)
    {
        text.WriteLine(verdict.Level == FindingLevel.None ? "" : $"; {DiffOutline.Word(verdict.Level)}", TextStyle.Pending);
        foreach (var finding in verdict.Findings.Where(finding => finding.Level == FindingLevel.Danger))
        {
            text.WriteLine($"{Indent}danger: {finding.Text}", TextStyle.Pending);
        }
        if (verdict.Level == FindingLevel.Caution)
        {
            var others = verdict.Findings.Count(finding => finding.Level == FindingLevel.Caution) - 1;
            text.WriteLine(
                $"{Indent}caution: {verdict.Findings[0].Text}{(others > 0 ? $" (and {others} more)" : "")}", TextStyle.Pending);
        }
    }

    private static void WriteChange(ResourceStep step, StyledText text)
    {
        var style = step.Kind is StepKind.Refuse or StepKind.Delete or StepKind.Replace ? TextStyle.Pending : TextStyle.Plain;
        text.Write($"{Indent}{Sign(step.Kind)} {step.Resource.Name}", style);
        var details = new List<string> { KindName.Of(step.Resource.Type) };
        if (step is { Old: { } old, New: { } now })
        {
            var (before, after) = (ResourceSummary.Of(old), ResourceSummary.Of(now));
            details.Add(before == after ? Paths(step) : $"{after}, before: {before}");
        }
        else
        {
            AddIfAny(details, ResourceSummary.Of(step.Resource), ResourceSummary.Of(step.Resource));
        }
        details.AddRange(step.Refusals);
        text.WriteLine($"  {string.Join("  ", details)}", TextStyle.Aside);
    }

    private static void WriteWords(string before, IReadOnlyList<string> words, StyledText text)
    {
        if (words.Count > 0)
        {
            text.WriteLine($"{Indent}{before} {string.Join(", ", words)}", TextStyle.Aside);
        }
    }

    private static string Counts(PlanDiff diff)
    {
        var counts = new List<string>();
        foreach (var kind in (ReadOnlySpan<StepKind>)
            [StepKind.Create, StepKind.Update, StepKind.Replace, StepKind.Delete, StepKind.Move, StepKind.Refuse])
        {
            if (diff.Steps.Count(step => step.Kind == kind) is > 0 and var count)
            {
                counts.Add($"{count} {DiffOutline.Word(kind)}");
            }
        }
        return counts.Count == 0 ? "nothing changes" : string.Join(", ", counts);
    }

    private static string Change(LadderStep step)
    {
        var change = step.CostChange!.To - step.CostChange.From;
        return change == 0 ? Sum(step.Cost!) : $"{Sum(step.Cost!)} ({CostText.Difference(change)})";
    }

    private static string Sum(MonthlyCost cost) =>
        $"{(cost.IsIncomplete ? "known " : "")}{CostText.Amount(cost.Sum)} {cost.Prices.Currency} a month";

    private static string Paths(ResourceStep step)
    {
        const int most = 3;
        var paths = step.Changes.Concat(step.Options).Select(change => change.Path).ToList();
        var more = paths.Count > most ? $" and {(paths.Count - most).ToString(CultureInfo.InvariantCulture)} more" : "";
        return $"{string.Join(", ", paths.Take(most))}{more}";
    }

    private static string Mark(StepPlace place) => place switch
    {
        StepPlace.Done => "done    ",
        StepPlace.Current => "current ",
        _ => "        ",
    };

    private static string Sign(StepKind kind) => kind switch
    {
        StepKind.Create => "+",
        StepKind.Update => "~",
        StepKind.Replace => "+-",
        StepKind.Delete => "-",
        StepKind.Move => "=",
        _ => "!",
    };

    private static void AddIfAny(List<string> words, string value, string word)
    {
        if (value.Length > 0)
        {
            words.Add(word);
        }
    }
}

using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Infra.Model.Loading;
using Infra.Preview;

namespace Infra.Tests.Systems;

/// <summary>
/// Tests of what a user may write by mistake or on purpose. Slow: some hundred stacks are loaded, and planned where nothing is wrong.
/// </summary>
public sealed partial class HostileEditsTests
{
    private const int Edits = 240;
    private const int Workers = 2;

    [Fact]
    public async Task EachEditIsReportedAtItsLineOrPlanned()
    {
        var edits = new ConcurrentQueue<HostileEdit>(HostileEdits.Some(FrozenSystems.Root, Edits));
        var (refused, planned) = (new ConcurrentBag<HostileEdit>(), new ConcurrentBag<HostileEdit>());
        var failures = new ConcurrentBag<string>();

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            using var copy = new FrozenCopy();
            while (edits.TryDequeue(out var edit))
            {
                var outcome = await copy.WithAsync(edit, () => OutcomeAsync(copy.Root, edit.Stack));
                if (FailureOf(outcome, edit) is { } failure)
                {
                    failures.Add($"{edit}\n  {failure}");
                }

                (outcome is StackOutcome { Graph: null } ? refused : planned).Add(edit);
            }
        })));

        Support.Problems.None(failures.Order(StringComparer.Ordinal));
        Assert.True(refused.Count > Edits / 2 && planned.Count > Edits / 10, $"{refused.Count} refused, {planned.Count} planned");
    }

    [Fact]
    public async Task NameWithoutALetterIsReportedAtItsLine()
    {
        using var copy = new FrozenCopy();
        var failures = new List<string>();
        foreach (var edit in HostileEdits.All(FrozenSystems.Root).Where(each =>
            each is { Kind: "empty" or "other script" } && each.Setting.EndsWith(".name", StringComparison.Ordinal)))
        {
            var outcome = await copy.WithAsync(edit, () => OutcomeAsync(copy.Root, edit.Stack));
            if (FailureOf(outcome, edit) is { } failure)
            {
                failures.Add($"{edit}\n  {failure}");
            }
        }

        Support.Problems.None(failures);
    }

    [Fact]
    public void EditsMeetEverySetting()
    {
        var edits = HostileEdits.All(FrozenSystems.Root);

        Assert.InRange(edits.Select(edit => edit.Setting).Distinct().Count(), 230, 1000);
        Assert.Contains(edits, edit => edit is { Setting: "Node.serverType", Kind: "negative" } && edit.Text.Contains("serverType: -5"));
    }

    private static async Task<object> OutcomeAsync(string root, string stack)
    {
        try
        {
            var outcome = await StackPreview.RunAsync(root, stack);
            return outcome with { Problems = [.. outcome.Problems.Union(StackPreview.CheckLayers(new ProjectFiles(root), stack))] };
        }
#pragma warning disable CA1031 // An exception of any type is the failure that is looked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }

    private static string? FailureOf(object outcome, HostileEdit edit)
    {
        if (outcome is not StackOutcome { Problems: var problems })
        {
            return $"{outcome}";
        }

        return problems.FirstOrDefault(problem => !Placed().IsMatch(problem)) is { } elsewhere ? $"no file and line: {elsewhere}"
            : problems.Count > 0 && !edit.Renames && !problems.Any(problem => Names(problem, edit))
                ? $"other places: {string.Join("\n  ", problems)}"
            : null;
    }

    private static bool Names(string problem, HostileEdit edit) =>
        problem.StartsWith($"{edit.Place}: ", StringComparison.Ordinal) || problem.Contains(edit.Key, StringComparison.Ordinal);

    [GeneratedRegex("^[^ ]+\\.yaml:[0-9]+: .+; .+")]
    private static partial Regex Placed();
}

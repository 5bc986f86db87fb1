using Infra.Model;
using Infra.Model.Yaml;

namespace Infra.Preview.Phases;

/// <summary>Step as the migration describes it, seen from one environment; the phase itself where it has no steps.</summary>
/// <param name="Phase">Phase.</param>
/// <param name="Step">Step; null for a phase without steps.</param>
/// <param name="Scope">Environments that the changes are written for.</param>
/// <param name="Changes">Changes in the environment.</param>
internal sealed record DescribedStep(PhaseSpec Phase, StepSpec? Step, StepScope Scope, IReadOnlyList<YamlMap> Changes)
{
    /// <summary>Name, a value of `infra:phase`.</summary>
    public string Name => Step?.Name ?? Phase.Name;

    /// <summary>Title.</summary>
    public string Title => Step?.Title ?? Phase.Title;

    /// <summary>Whether there is no way back after it.</summary>
    public bool IsFinal => Phase.Final || Step is { Final: true };

    /// <summary>Whether it is the last of its phase, for which the phase's name stands too.</summary>
    public bool IsLast => Step is null || ReferenceEquals(Step, Phase.Steps[^1]);

    /// <summary>Lists the steps of a migration in their order.</summary>
    public static List<DescribedStep> All(SystemSpec system)
    {
        var steps = new List<DescribedStep>();
        foreach (var phase in system.Migration.InOrder())
        {
            foreach (var step in phase.Steps.Count == 0 ? [null] : phase.Steps.Cast<StepSpec?>())
            {
                var isFirst = step is null || ReferenceEquals(step, phase.Steps[0]);
                steps.Add(Of(phase, step, isFirst, system.Stack.Environment));
            }
        }
        return steps;
    }

    /// <summary>Lists the sections that are not built and that its changes concern.</summary>
    /// <param name="notBuilt">Sections that are not built.</param>
    public IReadOnlyList<string> SectionsAmong(IReadOnlyList<string> notBuilt) =>
    [
        .. notBuilt.Where(section => Changes.Any(changes => changes.Entries.Any(entry => IsIn(section, entry)))),
    ];

    private static DescribedStep Of(PhaseSpec phase, StepSpec? step, bool isFirst, string environment)
    {
        var ofOthers = step?.Environments ?? [];
        List<YamlMap> changes = [.. ofOthers.Where(one => one.Name == environment).Select(one => one.Changes.Root)];
        if (isFirst && phase.Changes is { } ofPhase)
        {
            changes.Add(ofPhase.Root);
        }
        if (step?.Changes is { } ofStep)
        {
            changes.Add(ofStep.Root);
        }
        var scope = changes.Count > 0 ? StepScope.Here : ofOthers.Count > 0 ? StepScope.Elsewhere : StepScope.ByHand;
        return new(phase, step, scope, changes);
    }

    /// <summary>Whether a changed setting belongs to a section, which is a key of `system.yaml` or two joined by a dot.</summary>
    private static bool IsIn(string section, YamlEntry entry)
    {
        var path = section.Split('.');
        return entry.Key == path[0] && (path.Length == 1 || entry.Value is not YamlMap below || below.Find(path[1]) is not null);
    }
}

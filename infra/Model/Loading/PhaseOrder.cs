using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>The order of a migration's phases and steps.</summary>
public static class PhaseOrder
{
    /// <summary>
    /// The names that <c>infra:phase</c> may have, in order: each phase's steps, then the phase itself, which stands for its last step.
    /// </summary>
    public static IReadOnlyList<string> Names(MigrationSpec migration) =>
        [.. migration.InOrder().SelectMany(phase => phase.Steps.Select(step => step.Name).Append(phase.Name))];

    /// <summary>The phases, in order, that are not reached when a phase or step is chosen; all of them when none is.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="chosen">A phase's or step's name; null for none.</param>
    public static IReadOnlyList<string> After(MigrationSpec migration, string? chosen)
    {
        string[] names = [.. Names(migration)];
        var later = names[(chosen is null ? 0 : Array.IndexOf(names, chosen) + 1)..].ToHashSet(StringComparer.Ordinal);
        return [.. migration.InOrder().Select(phase => phase.Name).Where(later.Contains)];
    }

    /// <summary>The changes of all phases and steps up to and including the chosen one.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="chosen">A phase's or step's name; null for none, and then there are no changes.</param>
    /// <param name="problems">Takes an unknown name.</param>
    /// <param name="position">Where the name was chosen.</param>
    public static IReadOnlyList<PhaseChanges> UpTo(MigrationSpec migration, string? chosen, ProblemList problems, Position position)
    {
        if (chosen is null)
        {
            return [];
        }

        var changes = new List<PhaseChanges>();
        foreach (var phase in migration.InOrder())
        {
            if (phase.Changes is not null)
            {
                changes.Add(new PhaseChanges(phase.Name, null, phase.Changes.Root));
            }

            foreach (var step in phase.Steps)
            {
                if (step.Changes is not null)
                {
                    changes.Add(new PhaseChanges(step.Name, null, step.Changes.Root));
                }

                foreach (var environment in step.Environments)
                {
                    changes.Add(new PhaseChanges(step.Name, environment.Name, environment.Changes.Root));
                }

                if (step.Name == chosen)
                {
                    return changes;
                }
            }

            if (phase.Name == chosen)
            {
                return changes;
            }
        }

        problems.Add(
            position,
            $"there is no phase '{chosen}'",
            migration.Phases.Count == 0
                ? "the system has no phases; leave infra:phase out"
                : $"the phases are {string.Join(", ", Names(migration))}");
        return [];
    }
}

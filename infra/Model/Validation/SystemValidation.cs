using Infra.Model.Capacity;

namespace Infra.Model.Validation;

/// <summary>The rules between records, of the model and of the parts. Pure: the same system has the same problems.</summary>
public static class SystemValidation
{
    private static readonly Action<ValidationContext>[] Rules =
    [
        SystemNameRules.Check,
        ClusterRules.Check,
        ArgumentRules.Check,
        HetznerRules.Check,
        ExistingHostRules.Check,
        AddressRules.Check,
        FirewallRules.Check,
        ResourceRules.Check,
        CapacityRules.Check,
        SchedulingRules.Check,
        DatabaseServerRules.Check,
        DatabaseNameRules.Check,
        PostgresRules.Check,
        PoolerRules.Check,
        MySqlRules.Check,
        RedisRules.Check,
        DumpRules.Check,
        LocationRules.Check,
        AppRules.Check,
        BlueGreenRules.Check,
        VolumeRules.Check,
        ComposeRules.Check,
        DockerHostRules.Check,
        CallRules.Check,
        PortRules.Check,
        ImageRules.Check,
        SecretRules.Check,
        KnownVariableRules.Check,
        MigrationRules.Check,
        DataMoveRules.Check,
    ];

    /// <summary>Checks a system.</summary>
    /// <param name="spec">The folded system.</param>
    /// <param name="sources">The positions of its records.</param>
    /// <param name="environments">The system's environments.</param>
    /// <param name="parts">The answers of the stack's parts, whose rules are checked after those of the model.</param>
    /// <param name="others">The other stacks of the system that were read.</param>
    public static IReadOnlyList<Problem> Check(
        SystemSpec spec,
        SourceMap sources,
        KnownEnvironments environments,
        PartAnswers parts,
        IReadOnlyList<SystemSpec> others)
    {
        var context = Context(spec, sources, environments, parts, others);
        foreach (var rule in Rules)
        {
            rule(context);
        }

        foreach (var rule in parts.Rules)
        {
            rule(context);
        }

        return context.Problems.Sorted();
    }

    /// <summary>The pods and volumes of a system that do not fit the nodes of its cluster.</summary>
    /// <param name="spec">The folded system.</param>
    /// <param name="sources">The positions of its records.</param>
    /// <param name="environments">The system's environments.</param>
    /// <param name="parts">The answers of the stack's parts.</param>
    /// <param name="others">The other stacks of the system that were read.</param>
    public static IEnumerable<Problem> Shortages(
        SystemSpec spec, SourceMap sources, KnownEnvironments environments, PartAnswers parts, IReadOnlyList<SystemSpec> others)
    {
        var context = Context(spec, sources, environments, parts, others);
        CapacityRules.Check(context);
        SchedulingRules.Check(context);
        return context.Problems.Sorted().Where(problem => problem.Level == ProblemLevel.Error);
    }

    /// <summary>Capacity of the cluster of a stack, with the pods of all of its stacks that were read.</summary>
    /// <param name="spec">The folded system.</param>
    /// <param name="parts">The answers of the stack's parts.</param>
    /// <param name="others">The other stacks of the system that were read.</param>
    public static CapacityReport Capacity(SystemSpec spec, PartAnswers parts, IReadOnlyList<SystemSpec> others)
    {
        var context = Context(spec, new(), KnownEnvironments.Of(), parts, others);
        return CapacityReport.Of(context.OnCluster(), parts.RequestsOf);
    }

    private static ValidationContext Context(
        SystemSpec spec, SourceMap sources, KnownEnvironments environments, PartAnswers parts, IReadOnlyList<SystemSpec> others)
    {
        var cluster = ClusterOf(spec);
        return new(spec, sources, environments)
        {
            RequestsOf = parts.RequestsOf,
            Neighbours = [.. others.Where(other => ClusterOf(other) == cluster)],
            OtherClusters = [.. others.Where(other => ClusterOf(other) != cluster)],
        };
    }

    /// <summary>Name of the stack that makes the cluster of a stack.</summary>
    private static string ClusterOf(SystemSpec spec) => spec.Stack.ClusterOwner ?? spec.Stack.Name;

    /// <summary>Checks a system in another stack's cluster against what the owner of the cluster describes.</summary>
    /// <param name="spec">The guest's system.</param>
    /// <param name="ingress">The owner's ingress; null where it describes none.</param>
    /// <param name="databases">The owner's databases; null where it describes none.</param>
    /// <param name="sources">The positions of the guest's records.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void CheckGuest(
        SystemSpec spec, IngressSpec? ingress, DatabasesSpec? databases, SourceMap sources, ProblemList problems)
    {
        if (ingress is not null)
        {
            GuestRules.Check(spec, ingress, sources, problems);
        }

        if (databases is not null)
        {
            GuestRules.Check(spec, databases, sources, problems);
        }
    }
}

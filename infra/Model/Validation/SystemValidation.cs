namespace Infra.Model.Validation;

/// <summary>The rules between settings. Pure: the same system gives the same problems.</summary>
public static class SystemValidation
{
    private static readonly Action<ValidationContext>[] s_rules =
    [
        SystemNameRules.Check,
        ClusterRules.Check,
        ExistingHostRules.Check,
        AddressRules.Check,
        FirewallRules.Check,
        TenancyRules.Check,
        ResourceRules.Check,
        IngressRules.Check,
        StorageRules.Check,
        CapacityRules.Check,
        SchedulingRules.Check,
        DatabaseServerRules.Check,
        DatabaseNameRules.Check,
        PostgresRules.Check,
        MySqlRules.Check,
        RedisRules.Check,
        DumpRules.Check,
        AppRules.Check,
        PortRules.Check,
        ImageRules.Check,
        BackupRules.Check,
        SecretRules.Check,
        MigrationRules.Check,
    ];

    /// <summary>Checks a system.</summary>
    /// <param name="spec">The folded system.</param>
    /// <param name="sources">Where its records were written.</param>
    /// <param name="environments">The system's environments.</param>
    public static IReadOnlyList<Problem> Check(SystemSpec spec, SourceMap sources, KnownEnvironments environments)
    {
        var context = new ValidationContext(spec, sources, environments);
        foreach (var rule in s_rules)
        {
            rule(context);
        }

        return context.Problems.Sorted();
    }
}

namespace Infra.Model;

/// <summary>Kind of the database migrations between the versions of two slots.</summary>
public enum MigrationKind
{
    /// <summary>The older version works on the migrated database.</summary>
    Additive,

    /// <summary>The older version does not: two versions never run at once.</summary>
    Breaking,
}

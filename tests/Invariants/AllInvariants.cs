using System.Reflection;

namespace Infra.Tests.Invariants;

/// <summary>Collection of the invariants: the static properties of the classes in this folder.</summary>
internal static class AllInvariants
{
    /// <summary>The invariants by name.</summary>
    public static SortedDictionary<string, Invariant> ByName { get; } = new(
        typeof(AllInvariants).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(AllInvariants).Namespace)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(property => property.PropertyType == typeof(Invariant))
            .ToDictionary(property => property.Name, property => (Invariant)property.GetValue(null)!),
        StringComparer.Ordinal);
}

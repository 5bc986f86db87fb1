using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Sets of resources in compact form: null for none, the resource itself for one, an immutable set for more.</summary>
internal static class Dependencies
{
    internal static object? Union(object? first, object? second)
        => first is null || ReferenceEquals(first, second) ? second
            : second is null ? first
            : ToSet(first).Union(ToSet(second));

    internal static ImmutableHashSet<Resource> ToSet(object? dependencies) => dependencies switch
    {
        null => [],
        Resource one => [one],
        _ => (ImmutableHashSet<Resource>)dependencies,
    };
}

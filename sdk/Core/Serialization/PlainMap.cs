using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Builds the plain form of a map: an <see cref="ImmutableDictionary{TKey, TValue}"/> from strings to objects.</summary>
internal static class PlainMap
{
    internal static ImmutableDictionary<string, object>.Builder Create() => ImmutableDictionary.CreateBuilder<string, object>();

    internal static void Add(ImmutableDictionary<string, object>.Builder map, string key, object value) => map[key] = value;
}

using System.Collections.Immutable;

namespace Infra.Model;

/// <summary>A server at Hetzner as the last successful run left it.</summary>
/// <param name="Type">Its server type.</param>
/// <param name="Location">Its location.</param>
/// <param name="PlacementGroup">Its placement group, as described.</param>
public sealed record ServerInForce(string Type, string Location, string PlacementGroup)
{
    private const string TypeKey = "type";
    private const string LocationKey = "location";
    private const string PlacementGroupKey = "placementGroup";

    /// <summary>The server in an output of the stack.</summary>
    public ImmutableDictionary<string, string> ToOutput() =>
        ImmutableDictionary<string, string>.Empty
            .Add(TypeKey, Type)
            .Add(LocationKey, Location)
            .Add(PlacementGroupKey, PlacementGroup);

    /// <summary>The servers in an output of the stack, by node; empty for another value, without entries that lack a property.</summary>
    /// <param name="output">The value of the output.</param>
    public static IReadOnlyDictionary<string, ServerInForce> ReadAll(object? output)
    {
        var servers = new Dictionary<string, ServerInForce>(StringComparer.Ordinal);
        foreach (var (node, value) in output as IReadOnlyDictionary<string, object> ?? ImmutableDictionary<string, object>.Empty)
        {
            if (value is IReadOnlyDictionary<string, object> server
                && server.GetValueOrDefault(TypeKey) is string type
                && server.GetValueOrDefault(LocationKey) is string location
                && server.GetValueOrDefault(PlacementGroupKey) is string group)
            {
                servers[node] = new(type, location, group);
            }
        }

        return servers;
    }
}

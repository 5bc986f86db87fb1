using Infra.Model;
using Infra.Model.Capacity;

namespace Infra.Charts;

/// <summary>Requests of the pods of a chart, read from the values that the chart gets.</summary>
internal static class ChartPods
{
    /// <summary>The pods of one component of a chart: its resources, replicas and tolerations.</summary>
    /// <param name="name">Name of the pods, in messages.</param>
    /// <param name="values">The values of the chart.</param>
    /// <param name="path">Keys of the component's values; none for those of the whole chart.</param>
    public static PodsRequest Of(string name, IReadOnlyDictionary<string, object> values, params ReadOnlySpan<string> path)
    {
        var component = values;
        foreach (var step in path)
        {
            component = Below(component, step);
        }

        var requests = Below(Below(component, "resources"), "requests");
        return new(
            name,
            component.TryGetValue("replicaCount", out var replicas) ? (int)replicas : 1,
            new(Quantity.Parse((string)requests["cpu"]).Value, Quantity.Parse((string)requests["memory"]).Value))
        {
            Tolerates = component.TryGetValue("tolerations", out var tolerations) ? Keys((object[])tolerations) : [],
        };
    }

    private static IReadOnlyDictionary<string, object> Below(IReadOnlyDictionary<string, object> map, string key) =>
        (IReadOnlyDictionary<string, object>)map[key];

    private static string[] Keys(object[] tolerations)
    {
        var keys = new List<string>();
        foreach (var toleration in tolerations)
        {
            // One without a key tolerates every taint; which those are, the part knows.
            if (((IReadOnlyDictionary<string, object>)toleration).TryGetValue("key", out var key))
            {
                keys.Add((string)key);
            }
        }

        return [.. keys];
    }
}

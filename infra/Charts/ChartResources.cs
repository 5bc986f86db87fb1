using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Charts;

/// <summary>Requests and limits in the format of chart values, which is that of containers.</summary>
internal static class ChartResources
{
    /// <summary>The requests and limits of a container.</summary>
    /// <param name="cpu">Requested cores.</param>
    /// <param name="memory">Requested memory.</param>
    /// <param name="mostCpu">Limit of the cores.</param>
    /// <param name="mostMemory">Limit of the memory.</param>
    public static OrderedDictionary<string, object> Of(string cpu, string memory, string mostCpu, string mostMemory) => Map(
        ("requests", Map(("cpu", cpu), ("memory", memory))), ("limits", Map(("cpu", mostCpu), ("memory", mostMemory))));
}

using Infra.Model;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Charts;

/// <summary>
/// The taints that the platform's parts tolerate: the control plane's always, so that they find a node when only servers
/// are left, and so that what belongs on every node is there. Apps and databases tolerate none.
/// </summary>
internal static class PlatformTolerations
{
    /// <summary>Tolerations as chart values take them.</summary>
    /// <param name="more">Further taints, by key.</param>
    public static object[] Values(params IReadOnlyList<string> more)
    {
        var values = new List<object> { Map(("key", TaintSpec.ControlPlane), ("operator", "Exists")) };
        var seen = new HashSet<string>(StringComparer.Ordinal) { TaintSpec.ControlPlane };
        foreach (var key in more)
        {
            if (seen.Add(key))
            {
                values.Add(Map(("key", key), ("operator", "Exists")));
            }
        }

        return [.. values];
    }
}

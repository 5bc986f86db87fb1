using Infra.Model;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Charts;

/// <summary>
/// The taints that the platform's parts tolerate: always the control plane's, so that they find a node when only servers are left, and so
/// that daemon sets run on every node. Apps tolerate no taint, a database
/// server none but the control plane's, by its own setting.
/// </summary>
internal static class PlatformTolerations
{
    /// <summary>Tolerations in the format of chart values.</summary>
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

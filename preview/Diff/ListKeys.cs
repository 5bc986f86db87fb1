using Infra.Preview.Graph;
using Infra.Preview.Recording;

namespace Infra.Preview.Diff;

/// <summary>
/// Keys of the lists whose items Kubernetes tells apart by some of their fields (`x-kubernetes-list-map-keys` of its API and of custom
/// resource definitions). Chart values have the shape of the objects that they become; so have lists of custom resources that operators
/// copy into pods, although most of their schemas name no key.
/// </summary>
internal static class ListKeys
{
    private const string Monitoring = "kubernetes:monitoring.coreos.com/";
    private const string Kubernetes = "kubernetes:";

    private static readonly string[] Name = ["name"];
    private static readonly string[] ContainerPort = ["containerPort", "protocol"];
    private static readonly string[] ServicePort = ["port", "protocol"];

    private static readonly Dictionary<string, string[]> ByField = new(StringComparer.Ordinal)
    {
        ["claims"] = Name,
        ["conditions"] = ["type"],
        ["containers"] = Name,
        ["drivers"] = Name,
        ["env"] = Name,
        ["ephemeralContainers"] = Name,
        ["extensions"] = Name,
        ["hostAliases"] = ["ip"],
        ["imagePullSecrets"] = Name,
        ["initContainers"] = Name,
        ["matchConditions"] = Name,
        ["ownerReferences"] = ["uid"],
        ["podGroupTemplates"] = Name,
        ["podSelectorRefs"] = Name,
        ["resourceClaims"] = Name,
        ["schedulingGates"] = Name,
        ["secrets"] = Name,
        ["topologySpreadConstraints"] = ["topologyKey", "whenUnsatisfiable"],
        ["variables"] = Name,
        ["volumeDevices"] = ["devicePath"],
        ["volumeMounts"] = ["mountPath"],
        ["volumes"] = Name,
        ["webhooks"] = Name,
        ["x-kubernetes-validations"] = ["rule"],
        ["x_kubernetes_validations"] = ["rule"],
    };

    // Lists of the Prometheus operator's kinds whose names are those of other lists elsewhere.
    private static readonly Dictionary<string, string[]> OfMonitoring = new(StringComparer.Ordinal)
    {
        ["filters"] = Name,
        ["groups"] = Name,
        ["selectors"] = ["role"],
    };

    /// <summary>Names of the key's fields; null for a list without a key.</summary>
    /// <param name="type">Type token of the resource.</param>
    /// <param name="path">Path of the list, as segments.</param>
    public static string[]? Of(string type, IReadOnlyList<string> path)
    {
        if (path.Count == 0 || !type.StartsWith(Kubernetes, StringComparison.Ordinal))
        {
            return null;
        }
        var field = path[^1];
        if (type.StartsWith(Monitoring, StringComparison.Ordinal) && OfMonitoring.TryGetValue(field, out var keys))
        {
            return keys;
        }

        if (field != "ports")
        {
            return ByField.GetValueOrDefault(field);
        }
        if (path.Count > 2 && path[^3] is "containers" or "initContainers" or "ephemeralContainers" or "sidecars")
        {
            return ContainerPort;
        }
        return path.Count > 1 && path[^2] == "spec" ? ServicePort : null;
    }

    /// <summary>
    /// The key of every item as a path segment, `name=app`; null when an item is without a key or shares it with another one.
    /// </summary>
    public static string[]? Names(PlanValue list, string[] keys)
    {
        var names = new string[list.Items.Count];
        for (var i = 0; i < names.Length; i++)
        {
            if (NameOf(list.Items[i], keys) is not { } name)
            {
                return null;
            }
            names[i] = name;
        }
        return new HashSet<string>(names, StringComparer.Ordinal).Count == names.Length ? names : null;
    }

    private static string? NameOf(PlanValue item, string[] keys)
    {
        var parts = new string[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            if (Written(item[keys[i]]) is { } text)
            {
                parts[i] = PropertyPath.Keyed(keys[i], text);
            }
            else if (keys[i] == "protocol" && item.Kind == PlanValueKind.Map)
            {
                // The only part of a key that has a default.
                parts[i] = PropertyPath.Keyed(keys[i], "TCP");
            }
            else
            {
                return null;
            }
        }
        return string.Join(',', parts);
    }

    private static string? Written(PlanValue? value) => value?.Kind switch
    {
        PlanValueKind.Text => value.Text,
        PlanValueKind.Number => value.Number.ToString(),
        _ => null,
    };
}

using Infra.Preview.Graph;

namespace Infra.Preview.Rendering;

/// <summary>
/// A planned Kubernetes object as the provider sends it. Some fields of custom resource definitions have dashes, which no SDK can name; the
/// provider restores these, and only these, at any depth (pulumi-kubernetes, <c>mapReplUnderscoreToDash</c>).
/// </summary>
public static class SentObject
{
    private static readonly HashSet<string> Renamed = new(StringComparer.Ordinal)
    {
        "x_kubernetes_embedded_resource",
        "x_kubernetes_int_or_string",
        "x_kubernetes_list_map_keys",
        "x_kubernetes_list_type",
        "x_kubernetes_map_type",
        "x_kubernetes_preserve_unknown_fields",
        "x_kubernetes_validations",
    };

    /// <summary>The object built from a resource's inputs.</summary>
    public static PlanValue Of(PlanValue value)
    {
        if (value.Kind is not (PlanValueKind.Map or PlanValueKind.List))
        {
            return value;
        }
        var items = new PlanValue[value.Items.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Of(value.Items[i]);
        }
        if (value.Kind == PlanValueKind.List)
        {
            return PlanValue.OfList(items);
        }
        var keys = new string[items.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = Renamed.Contains(value.Keys[i]) ? value.Keys[i].Replace('_', '-') : value.Keys[i];
        }
        return PlanValue.OfMap(keys, items);
    }
}

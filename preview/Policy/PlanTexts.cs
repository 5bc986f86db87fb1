using Infra.Preview.Graph;

namespace Infra.Preview.Policy;

/// <summary>Single values below a planned value, with their paths.</summary>
internal static class PlanTexts
{
    /// <summary>Lists the values that are no map and no list, in the order of the plan.</summary>
    /// <param name="value">The value.</param>
    /// <param name="path">Path of the value; empty (default) for the root.</param>
    public static IEnumerable<(string Path, string Key, PlanValue Value)> In(PlanValue value, string path = "")
    {
        for (var index = 0; index < value.Items.Count; index++)
        {
            var key = value.Kind == PlanValueKind.Map ? value.Keys[index] : $"{index}";
            var full = value.Kind == PlanValueKind.List ? $"{path}[{key}]" : path.Length == 0 ? key : $"{path}.{key}";
            if (value.Items[index].Kind is PlanValueKind.Map or PlanValueKind.List)
            {
                foreach (var below in In(value.Items[index], full))
                {
                    yield return below;
                }
            }
            else
            {
                yield return (full, key, value.Items[index]);
            }
        }
    }
}

namespace Infra.Model.Yaml;

/// <summary>Maps in the order in which they are written: configuration files, policies, chart values.</summary>
public static class OrderedMap
{
    /// <summary>A map that keeps the order in which its entries are given.</summary>
    public static OrderedDictionary<string, object> Map(params (string Key, object Value)[] entries)
    {
        var map = new OrderedDictionary<string, object>(entries.Length, StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            map[key] = value;
        }

        return map;
    }
}

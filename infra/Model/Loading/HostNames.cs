using System.Text;
using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>
/// Names of published hosts in the settings of apps: <c>$(host:forum)</c> stands for the full name of the host <c>forum</c>, in any value
/// of an app. So an app is told the name under which it is published in each environment, and the name is written once.
/// </summary>
public static class HostNames
{
    private const string Apps = "apps";
    private const string Start = "$(host:";
    private const char End = ')';

    /// <summary>The system with the names in place of their references, and a problem for each host that is not described.</summary>
    /// <param name="folded">The folded system.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static YamlMap Resolve(YamlMap folded, ProblemList problems)
    {
        if (folded.Find(Apps) is not { } apps || folded.Text("domain") is not { } domain)
        {
            return folded;
        }

        var names = new SortedList<string, string>(StringComparer.Ordinal);
        if ((folded.Find("ingress")?.Value as YamlMap)?.Find("hosts")?.Value is YamlSequence hosts)
        {
            foreach (var host in hosts.Items)
            {
                if (host is YamlMap map && map.Text("name") is { } name)
                {
                    names[name] = new HostSpec { Name = name, Label = map.Text("label"), App = "" }.FullName(domain);
                }
            }
        }

        var resolved = Resolve(apps.Value, names, problems);
        return ReferenceEquals(resolved, apps.Value) ? folded : new YamlMap(
            [.. folded.Entries.Select(entry => entry.Key == Apps ? entry with { Value = resolved } : entry)], folded.Position);
    }

    /// <summary>The same node when nothing in it refers to a host.</summary>
    private static YamlNode Resolve(YamlNode node, SortedList<string, string> names, ProblemList problems)
    {
        switch (node)
        {
            case YamlMap map:
                var entries = new List<YamlEntry>(map.Entries.Count);
                foreach (var entry in map.Entries)
                {
                    var value = Resolve(entry.Value, names, problems);
                    entries.Add(ReferenceEquals(value, entry.Value) ? entry : entry with { Value = value });
                }

                return entries.Where((entry, at) => !ReferenceEquals(entry, map.Entries[at])).Any()
                    ? new YamlMap(entries, map.Position)
                    : map;
            case YamlSequence list:
                var items = new List<YamlNode>(list.Items.Count);
                foreach (var item in list.Items)
                {
                    items.Add(Resolve(item, names, problems));
                }

                return items.Where((item, at) => !ReferenceEquals(item, list.Items[at])).Any()
                    ? new YamlSequence(items, list.Position)
                    : list;
            case YamlScalar scalar when scalar.Text.Contains(Start, StringComparison.Ordinal):
                return new YamlScalar(Replace(scalar, names, problems), plain: false, scalar.Position);
            default:
                return node;
        }
    }

    private static string Replace(YamlScalar scalar, SortedList<string, string> names, ProblemList problems)
    {
        var text = new StringBuilder();
        var from = 0;
        while (scalar.Text.IndexOf(Start, from, StringComparison.Ordinal) is >= 0 and var begin
            && scalar.Text.IndexOf(End, begin) is >= 0 and var end)
        {
            var name = scalar.Text[(begin + Start.Length)..end];
            text.Append(scalar.Text, from, begin - from);
            from = end + 1;
            if (names.TryGetValue(name, out var full))
            {
                text.Append(full);
            }
            else
            {
                problems.Add(
                    scalar.Position, $"there is no published host '{name}' under ingress.hosts", Hint.For(name, names.Keys.ToArray()));
            }
        }

        return text.Append(scalar.Text, from, scalar.Text.Length - from).ToString();
    }
}

using System.Globalization;
using System.Text;
using Infra.Model;

namespace Infra.Cluster;

/// <summary>Address ranges in rulesets of nftables: a set for each address family, and the rules that use it.</summary>
internal static class NftSets
{
    /// <summary>
    /// Adds the sets of ranges: one of the name for IPv4, and one with a <c>6</c> behind it for IPv6; none for a family without ranges.
    /// </summary>
    /// <param name="text">Takes the sets.</param>
    /// <param name="name">The name.</param>
    /// <param name="ranges">The ranges.</param>
    public static void Add(StringBuilder text, string name, IReadOnlyList<Cidr> ranges)
    {
        AddSet(text, name, "ipv4_addr", ranges, ipv6: false);
        AddSet(text, name + "6", "ipv6_addr", ranges, ipv6: true);
    }

    /// <summary>
    /// Adds a rule for each address family of the ranges; <c>{0}</c> is the family's keyword, <c>{1}</c> the suffix of its set.
    /// </summary>
    /// <param name="text">Takes the rules.</param>
    /// <param name="ranges">The ranges.</param>
    /// <param name="rule">The rule.</param>
    public static void Allow(StringBuilder text, IReadOnlyList<Cidr> ranges, string rule)
    {
        if (Has(ranges, ipv6: false))
        {
            text.Append("    ").Append(Fill(rule, "ip", "")).Append('\n');
        }

        if (Has(ranges, ipv6: true))
        {
            text.Append("    ").Append(Fill(rule, "ip6", "6")).Append('\n');
        }
    }

    private static string Fill(string rule, string family, string ending) =>
        rule.Replace("{0}", family, StringComparison.Ordinal).Replace("{1}", ending, StringComparison.Ordinal);

    private static void AddSet(StringBuilder text, string name, string type, IReadOnlyList<Cidr> ranges, bool ipv6)
    {
        if (!Has(ranges, ipv6))
        {
            return;
        }

        var elements = new List<string>();
        foreach (var range in ranges)
        {
            if (range.IsIpv6 == ipv6)
            {
                elements.Add(range.ToString());
            }
        }

        var joined = string.Join(", ", elements);
        text.Append(
            CultureInfo.InvariantCulture,
            $"  set {name} {{\n    type {type}\n    flags interval\n    auto-merge\n    elements = {{ {joined} }}\n  }}\n");
    }

    private static bool Has(IReadOnlyList<Cidr> ranges, bool ipv6)
    {
        foreach (var range in ranges)
        {
            if (range.IsIpv6 == ipv6)
            {
                return true;
            }
        }

        return false;
    }
}

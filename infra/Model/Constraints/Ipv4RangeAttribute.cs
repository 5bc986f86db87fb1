namespace Infra.Model;

/// <summary>An address range of IPv4.</summary>
/// <param name="shortestPrefix">The shortest prefix: the largest range.</param>
/// <param name="longestPrefix">The longest prefix: the smallest range.</param>
public sealed class Ipv4RangeAttribute(int shortestPrefix = 8, int longestPrefix = 30)
    : ConstraintAttribute("an IPv4 range of that size",
        $"an IPv4 range with a prefix from /{shortestPrefix} to /{longestPrefix}, like 10.0.0.0/16")
{
    /// <summary>The shortest prefix.</summary>
    public int ShortestPrefix { get; } = shortestPrefix;

    /// <summary>The longest prefix.</summary>
    public int LongestPrefix { get; } = longestPrefix;

    /// <inheritdoc/>
    public override bool Holds(object value) =>
        value is Cidr { IsIpv6: false } range && range.Prefix >= ShortestPrefix && range.Prefix <= LongestPrefix;
}

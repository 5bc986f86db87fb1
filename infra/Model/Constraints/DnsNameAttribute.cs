using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A DNS name: labels joined by dots.</summary>
public sealed partial class DnsNameAttribute()
    : TextConstraintAttribute("a DNS name", "lower-case letters, digits, dashes and dots, like example.org", Expression(), maxLength: 253)
{
    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$")]
    private static partial Regex Expression();
}

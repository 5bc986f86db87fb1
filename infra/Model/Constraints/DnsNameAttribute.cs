namespace Infra.Model;

/// <summary>A DNS name: labels joined by dots.</summary>
public sealed class DnsNameAttribute()
    : TextConstraintAttribute("a DNS name", "lower-case letters, digits, dashes and dots, like example.org", Expression, maxLength: 253)
{
    private const string Expression = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$";

    /// <inheritdoc/>
    public override string Remedy(string value) => AsciiName.Of(value) is { } ascii && Holds(ascii) ? $"write {ascii}" : base.Remedy(value);
}

namespace Infra.Model;

/// <summary>
/// A DNS name or an IPv4 address, without user, port and scheme. A last part of digits alone is an address with a mistake (RFC 1123, 2.1).
/// </summary>
public sealed class HostAddressAttribute()
    : TextConstraintAttribute("a host name or an IPv4 address", "a DNS name or an IPv4 address, without user, port and scheme",
        Expression, maxLength: 253)
{
    private const string Expression =
        "^((?!(.*\\.)?[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*"
        + "|(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3})$";
}

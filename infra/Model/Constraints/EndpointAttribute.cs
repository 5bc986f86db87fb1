namespace Infra.Model;

/// <summary>A host of a service with or without a port, and without a scheme.</summary>
public sealed class EndpointAttribute()
    : TextConstraintAttribute("a host", "a DNS name or address, with or without :port, and without https://", Expression, maxLength: 259)
{
    private const string Expression = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*(:[0-9]{1,5})?$";
}

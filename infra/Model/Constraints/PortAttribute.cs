namespace Infra.Model;

/// <summary>A TCP or UDP port.</summary>
public sealed class PortAttribute() : RangeAttribute("a port", 1, 65535);

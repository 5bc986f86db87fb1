namespace Infra.Model;

/// <summary>A network zone of Hetzner Cloud.</summary>
public sealed class HetznerZoneAttribute()
    : OneOfAttribute("a network zone of Hetzner", [.. HetznerLocation.All.Select(location => location.Zone).Distinct()]);

namespace Infra.Model;

/// <summary>A location of Hetzner Cloud.</summary>
public sealed class HetznerLocationAttribute()
    : OneOfAttribute("a location of Hetzner", [.. HetznerLocation.All.Select(location => location.Name)]);

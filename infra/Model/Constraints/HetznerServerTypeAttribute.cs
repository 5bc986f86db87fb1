namespace Infra.Model;

/// <summary>A server type of Hetzner Cloud.</summary>
public sealed class HetznerServerTypeAttribute()
    : OneOfAttribute("a server type of Hetzner", [.. HetznerServerType.All.Select(type => type.Name)]);

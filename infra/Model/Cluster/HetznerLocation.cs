namespace Infra.Model;

/// <summary>A Hetzner Cloud location and its network zone. Source: https://docs.hetzner.com/cloud/general/locations.</summary>
/// <param name="Name">The location.</param>
/// <param name="Zone">The zone a network must be in to reach it.</param>
public sealed record HetznerLocation(string Name, string Zone) : INamed
{
    /// <summary>All known locations.</summary>
    public static IReadOnlyList<HetznerLocation> All { get; } =
    [
        new("nbg1", "eu-central"), new("fsn1", "eu-central"), new("hel1", "eu-central"),
        new("ash", "us-east"), new("hil", "us-west"), new("sin", "ap-southeast"),
    ];

    /// <summary>Location with a name; null for an unknown one.</summary>
    public static HetznerLocation? Find(string name) => All.FirstOrDefault(location => location.Name == name);
}

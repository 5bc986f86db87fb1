namespace Infra.Preview.Recording;

/// <summary>
/// Public addresses for resources that have none yet, from the ranges reserved for documentation. The position is derived from type and
/// name; only on a collision is the later resource in the program's order moved, so a stack's addresses do not change when another resource
/// is removed.
/// </summary>
internal sealed class Addresses
{
    private const int HostsPerRange = 254;
    private static readonly string[] Ranges = ["192.0.2.", "198.51.100.", "203.0.113."];

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly bool[] _taken = new bool[Ranges.Length * HostsPerRange];

    /// <summary>
    /// Assigns a position, in the program's order, to a type that has an address. With more than 762 resources, positions are shared.
    /// </summary>
    public void Reserve(string type, string name)
    {
        if (type is not ("hcloud:index/server:Server" or "hcloud:index/primaryIp:PrimaryIp"
            or "hcloud:index/floatingIp:FloatingIp" or "hcloud:index/loadBalancer:LoadBalancer"))
        {
            return;
        }
        var place = (int)(ComputedValues.Hash(type, name) % (uint)_taken.Length);
        if (_places.TryAdd(type + "::" + name, place) && _places.Count <= _taken.Length)
        {
            while (_taken[place])
            {
                place = (place + 1) % _taken.Length;
            }
            _taken[place] = true;
            _places[type + "::" + name] = place;
        }
    }

    /// <summary>The IPv4 address of a resource.</summary>
    public string V4(string type, string name)
    {
        var place = Place(type, name);
        return Ranges[place / HostsPerRange] + ((place % HostsPerRange) + 1).ToString();
    }

    /// <summary>The IPv6 network of a resource, ending in `::`.</summary>
    public string V6(string type, string name) => "2001:db8:0:" + (Place(type, name) + 1).ToString("x") + "::";

    private int Place(string type, string name) => _places.GetValueOrDefault(type + "::" + name);
}

using Infra.Model;

namespace Infra.Parts;

/// <summary>The settings of nodes that a part depends on.</summary>
public sealed record NodeRequests
{
    /// <summary>Debian and Ubuntu packages. Defaults to none.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Kernel modules, loaded at once and at each boot. Defaults to none.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>Kernel settings, as <c>key=value</c>. Defaults to none.</summary>
    public IReadOnlyList<string> Sysctls { get; init; } = [];

    /// <summary>
    /// TCP ports in the nodes' own network that serve metrics; the nodes' firewalls open them to the cluster alone. Defaults to none.
    /// </summary>
    public IReadOnlyList<int> MetricsPorts { get; init; } = [];

    /// <summary>The requests of all parts together, each once, sorted.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="system">The system, folded for the stack.</param>
    public static NodeRequests Of(IReadOnlyList<StackPart> parts, SystemSpec system)
    {
        var (packages, modules, sysctls) = (
            new SortedSet<string>(StringComparer.Ordinal),
            new SortedSet<string>(StringComparer.Ordinal),
            new SortedSet<string>(StringComparer.Ordinal));
        var ports = new SortedSet<int>();
        foreach (var part in parts)
        {
            var requests = part.NodeRequests(system);
            packages.UnionWith(requests.Packages);
            modules.UnionWith(requests.Modules);
            sysctls.UnionWith(requests.Sysctls);
            ports.UnionWith(requests.MetricsPorts);
        }

        return new() { Packages = [.. packages], Modules = [.. modules], Sysctls = [.. sysctls], MetricsPorts = [.. ports] };
    }
}

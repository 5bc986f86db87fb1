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
        // Plain lists: sorted sets would be compiled at every start.
        List<string> packages = [], modules = [], sysctls = [];
        List<int> ports = [];
        foreach (var part in parts)
        {
            var requests = part.NodeRequests(system);
            AddMissing(packages, requests.Packages);
            AddMissing(modules, requests.Modules);
            AddMissing(sysctls, requests.Sysctls);
            foreach (var port in requests.MetricsPorts)
            {
                if (!ports.Contains(port))
                {
                    ports.Add(port);
                }
            }
        }

        packages.Sort(StringComparer.Ordinal);
        modules.Sort(StringComparer.Ordinal);
        sysctls.Sort(StringComparer.Ordinal);
        ports.Sort();
        return new() { Packages = packages, Modules = modules, Sysctls = sysctls, MetricsPorts = ports };
    }

    private static void AddMissing(List<string> known, IReadOnlyList<string> more)
    {
        foreach (var text in more)
        {
            if (!known.Contains(text))
            {
                known.Add(text);
            }
        }
    }
}

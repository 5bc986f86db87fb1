namespace Infra.Model;

/// <summary>Public addresses of the platform's tools, for the links that they write.</summary>
public static class ToolAddress
{
    /// <summary>The URL of a tool, without a slash at its end; null where the system does not publish it.</summary>
    /// <param name="system">The system, folded for the stack that owns the cluster.</param>
    /// <param name="tool">The tool.</param>
    public static string? Of(SystemSpec system, PlatformTool tool)
    {
        foreach (var host in system.Ingress.Hosts)
        {
            if (host.Tool == tool)
            {
                return $"{(system.Ingress.Tls.Mode == TlsMode.None ? "http" : "https")}://{host.FullName(system.Domain)}";
            }
        }

        return null;
    }
}

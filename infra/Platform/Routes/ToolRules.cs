using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Platform;

/// <summary>
/// Rules of hosts of the platform's tools, in the stack that owns the cluster: the others have the descriptions too, and publish none.
/// </summary>
internal static class ToolRules
{
    private const string Private = "add allowFrom with ranges of cluster.firewall.ranges, authentication or basicAuth";

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var host in context.OwnsCluster ? context.Spec.Ingress.Hosts : [])
        {
            if (host.Tool is { } tool)
            {
                CheckTool(context, host, tool);
                CheckSettings(context, host);
            }
        }
    }

    private static void CheckTool(ValidationContext context, HostSpec host, PlatformTool tool)
    {
        var section = tool == PlatformTool.Grafana ? "observability.grafana" : "observability.prometheus";
        if (ToolEndpoint.Of(context.Spec, tool) is null)
        {
            context.Error(
                host,
                "tool",
                $"{tool} does not run on the cluster",
                $"describe {section} with runsOn: k3s or both, or remove the host");
        }

        if (host.AllowFrom.Count == 0 && host.Authentication is null && host.BasicAuth is null)
        {
            var wrong = tool == PlatformTool.Grafana
                ? "everyone could open Grafana's sign-in and try passwords"
                : $"{tool} has no sign-in, so everyone could read what it knows"
                    + (tool == PlatformTool.Alertmanager ? " and silence alerts" : "");
            context.Error(host, "tool", wrong, Private);
        }
    }

    private static void CheckSettings(ValidationContext context, HostSpec host)
    {
        Refuse("port", host.Port is not null, "a tool has one port");
        Refuse("path", host.Path != "/", "a tool answers at the root of its host");
        Refuse("backends", host.Backends.Count > 0, "a tool runs once in the cluster, so there is nothing to share");
        Refuse("sticky", host.Sticky is not null, "a tool runs once in the cluster, so no cookie is needed");

        void Refuse(string key, bool isGiven, string wrong)
        {
            if (isGiven)
            {
                context.Error(host, key, wrong, $"remove {key}");
            }
        }
    }
}

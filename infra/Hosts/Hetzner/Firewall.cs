using System.Globalization;
using Infra.Model;
using Infra.Naming;
using Pulumi;
using HCloud = Pulumi.HCloud;

namespace Infra.Hosts;

/// <summary>
/// The cloud firewall in front of every node. It filters the public interface only, not the private network. Connections that no rule
/// allows are refused.
/// </summary>
public sealed class Firewall : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:hetzner:Firewall";

    private static readonly string[] Everyone = ["0.0.0.0/0", "::/0"];

    /// <summary>The firewall's id, for the servers.</summary>
    [Output("firewallId")]
    public Output<int> FirewallId { get; }

    /// <summary>Creates the firewall.</summary>
    public Firewall(string name, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var firewall = new HCloud.Firewall(
            $"{name}-rules",
            new()
            {
                Name = PhysicalName.Hetzner(context.System.Cluster.Name, "firewall"),
                Labels = context.LabelsWith(),
                Rules = RulesOf(context.System.Cluster.Firewall, context.System.Ingress, DatabaseExposure.Of(context.System))
                    .Select(ToArgs).ToArray(),
            },
            new() { Parent = this });
        FirewallId = firewall.Id.Apply(id => int.Parse(id, CultureInfo.InvariantCulture));
        RegisterOutputs();
    }

    /// <summary>
    /// The rules of the settings; a service without allowed sources has none. Behind Cloudflare, Traefik's ports are open to Cloudflare
    /// alone, so that a client who knows the nodes' addresses can neither bypass it nor impersonate it.
    /// </summary>
    /// <param name="spec">The settings.</param>
    /// <param name="ingress">The ports of Traefik, and who is in front of it.</param>
    /// <param name="exposures">The database servers that clients outside the cluster reach.</param>
    public static IReadOnlyList<FirewallRule> RulesOf(
        FirewallSpec spec, IngressSpec ingress, params IReadOnlyList<DatabaseExposure> exposures)
    {
        string[]? proxies = ingress.Tls.Mode == TlsMode.Cloudflare ? [.. CloudflareRanges.Load().Select(range => range.ToString())] : null;
        var rules = new List<FirewallRule>();
        AddNamed("SSH", "22", spec.SshSources());
        AddNamed("Kubernetes API", "6443", spec.ApiSources());
        foreach (var exposure in exposures)
        {
            AddNamed(
                $"Database {exposure.Server.Name}",
                exposure.Spec.NodePort.ToString(CultureInfo.InvariantCulture),
                spec.Resolve(exposure.Spec.From));
        }

        foreach (var port in spec.PublicTcp)
        {
            var isWeb = port == ingress.Traefik.HttpPort || port == ingress.Traefik.HttpsPort;
            rules.Add(isWeb && proxies is not null ? Public("Cloudflare", "tcp", port, proxies) : Public("Public", "tcp", port, Everyone));
        }

        rules.AddRange(spec.PublicUdp.Select(port => Public("Public", "udp", port, Everyone)));
        if (spec.Icmp)
        {
            rules.Add(new("Ping", "icmp", null, Everyone));
        }

        return rules;

        void AddNamed(string service, string port, IEnumerable<Cidr> sources)
        {
            var ranges = sources.Select(range => range.ToString()).ToArray();
            if (ranges.Length > 0)
            {
                rules.Add(new(service, "tcp", port, ranges));
            }
        }

        static FirewallRule Public(string whom, string protocol, int port, string[] sources)
        {
            var number = port.ToString(CultureInfo.InvariantCulture);
            return new($"{whom} {protocol}/{number}", protocol, number, sources);
        }
    }

    private static HCloud.Inputs.FirewallRuleArgs ToArgs(FirewallRule rule)
    {
        var args = new HCloud.Inputs.FirewallRuleArgs
        {
            Direction = "in",
            Description = rule.Description,
            Protocol = rule.Protocol,
            SourceIps = rule.Sources.ToArray(),
        };
        if (rule.Port is not null)
        {
            args.Port = rule.Port;
        }

        return args;
    }
}

using System.Globalization;
using Infra.Model;
using Pulumi;
using HCloud = Pulumi.HCloud;

namespace Infra.Hosts;

/// <summary>
/// The cloud firewall before every node. It filters the public interface only; the private network is the nodes' own.
/// What no rule allows is refused.
/// </summary>
public sealed class Firewall : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:hetzner:Firewall";

    private static readonly string[] Everyone = ["0.0.0.0/0", "::/0"];

    /// <summary>Id for the servers to attach.</summary>
    [Output("firewallId")]
    public Output<int> FirewallId { get; }

    /// <summary>Creates the firewall.</summary>
    public Firewall(string name, FirewallArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var firewall = new HCloud.Firewall(
            $"{name}-rules",
            new()
            {
                Name = args.PhysicalName,
                Labels = args.Labels.ToDictionary(),
                Rules = RulesOf(args.Spec, args.Ingress).Select(ToArgs).ToArray(),
            },
            new() { Parent = this });
        FirewallId = firewall.Id.Apply(id => int.Parse(id, CultureInfo.InvariantCulture));
        RegisterOutputs();
    }

    /// <summary>
    /// The rules that the settings come to; a service nobody may reach has none. With Cloudflare in front, Traefik's ports
    /// are open to Cloudflare alone: whoever finds the nodes' addresses must not get around it, nor pose as it.
    /// </summary>
    public static IReadOnlyList<FirewallRule> RulesOf(FirewallSpec spec, IngressSpec ingress)
    {
        string[]? proxies = ingress.Tls.Mode == TlsMode.Cloudflare ? [.. CloudflareRanges.Load().Select(range => range.ToString())] : null;
        var rules = new List<FirewallRule>();
        AddNamed("SSH", "22", spec.SshSources());
        AddNamed("Kubernetes API", "6443", spec.ApiSources());
        rules.AddRange(spec.PublicTcp.Select(port => proxies is not null && (port == ingress.Traefik.HttpPort || port == ingress.Traefik.HttpsPort)
            ? Public("Cloudflare", "tcp", port, proxies)
            : Public("Public", "tcp", port, Everyone)));
        rules.AddRange(spec.PublicUdp.Select(port => Public("Public", "udp", port, Everyone)));
        if (spec.Icmp)
        {
            rules.Add(new("Ping", "icmp", null, Everyone));
        }

        return rules;

        void AddNamed(string what, string port, IEnumerable<Cidr> sources)
        {
            var ranges = sources.Select(range => range.ToString()).ToArray();
            if (ranges.Length > 0)
            {
                rules.Add(new(what, "tcp", port, ranges));
            }
        }

        static FirewallRule Public(string whom, string protocol, int port, string[] sources) =>
            new($"{whom} {protocol}/{port.ToString(CultureInfo.InvariantCulture)}", protocol, port.ToString(CultureInfo.InvariantCulture), sources);
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

using System.Globalization;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Published hosts that come, go or lead elsewhere, and their certificates.</summary>
internal static class HostRule
{
    private const string Certificate = "kubernetes:cert-manager.io/v1:Certificate";
    private const string Middleware = "kubernetes:traefik.io/v1alpha1:Middleware";
    private const string Weights = "kubernetes:traefik.io/v1alpha1:TraefikService";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var finding in Hosts(HostsOf(steps.Diff.Old), HostsOf(steps.Diff.New)))
        {
            yield return finding;
        }
        foreach (var step in steps.Changed)
        {
            if (step.Resource.Type == Weights && step.Kind is StepKind.Update or StepKind.Replace && Shares(step) is { } shares)
            {
                yield return shares;
            }
        }
        foreach (var finding in Certificates(steps))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> Hosts(SortedDictionary<string, HostTarget> old, SortedDictionary<string, HostTarget> now)
    {
        var added = now.Keys.Where(host => !old.ContainsKey(host)).ToList();
        if (added.Count > 0)
        {
            yield return new(
                FindingLevel.Note,
                FindingTopic.Addresses,
                $"newly published: {ResourceWords.List(added)}",
                added.Count == 1 ? now[added[0]].Urn : null)
            {
                Advice = "point the DNS records to the cluster",
            };
        }
        var removed = old.Keys.Where(host => !now.ContainsKey(host)).ToList();
        if (removed.Count > 0)
        {
            yield return new(
                FindingLevel.Caution,
                FindingTopic.Addresses,
                $"no longer published: {ResourceWords.List(removed)}; requests to it get 404",
                removed.Count == 1 ? old[removed[0]].Urn : null);
        }
        foreach (var (host, target) in now)
        {
            if (old.TryGetValue(host, out var former) && former.To != target.To)
            {
                yield return new(
                    FindingLevel.Caution, FindingTopic.Addresses, $"{host} leads to {target.To} instead of {former.To}", target.Urn);
            }
            if (former?.Guards.Except(target.Guards, StringComparer.Ordinal).ToList() is { Count: > 0 } gone)
            {
                yield return new(
                    FindingLevel.Caution,
                    FindingTopic.Addresses,
                    $"{host} is open to more visitors: {string.Join(", ", gone)} goes",
                    target.Urn);
            }
        }
    }

    private static Finding? Shares(ResourceStep step)
    {
        var (old, now) = (SharesOf(step.Old!), SharesOf(step.New!));
        return old == now
            ? null
            : new(
                FindingLevel.Caution,
                FindingTopic.Addresses,
                $"requests to {ResourceWords.Name(step.Resource)} are shared otherwise: {old} -> {now}",
                step.Resource.Urn);
    }

    private static string SharesOf(PlanResource service) => string.Join(
        ", ",
        (service.At("spec.weighted.services")?.Items ?? []).Select(share =>
            $"{(share.TextOf("namespace") is { } space ? $"{space}/" : "")}{share.TextOf("name")} "
                + (share["weight"]?.Number ?? 1).ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<Finding> Certificates(StepIndex steps)
    {
        var issued = new List<string>();
        var removed = new List<string>();
        string? urn = null;
        foreach (var step in steps.Changed)
        {
            if (step.Resource.Type != Certificate)
            {
                continue;
            }
            if (step.Kind == StepKind.Delete)
            {
                removed.Add(Names(step.Old!));
                urn = step.Resource.Urn;
            }
            else if (step.Kind is StepKind.Create or StepKind.Replace
                || step.Updates("spec.dnsNames", "spec.issuerRef", "spec.secretName", "spec.privateKey", "spec.commonName"))
            {
                issued.Add(Names(step.New!));
                urn = step.Resource.Urn;
            }
        }
        urn = issued.Count + removed.Count == 1 ? urn : null;
        if (issued.Count > 0)
        {
            yield return new(FindingLevel.Note, FindingTopic.Addresses, $"new certificates: {ResourceWords.List(issued)}", urn)
            {
                Advice = "the names have to lead to the cluster by then; Let's Encrypt issues five a week for the same names",
            };
        }
        if (removed.Count > 0)
        {
            yield return new(
                FindingLevel.Caution, FindingTopic.Addresses, $"certificates no longer renewed: {ResourceWords.List(removed)}", urn);
        }
    }

    private static string Names(PlanResource certificate) =>
        string.Join(" ", (certificate.At("spec.dnsNames")?.Items ?? []).Select(name => name.Text));

    /// <summary>Hosts with their path conditions, and where they lead.</summary>
    private static SortedDictionary<string, HostTarget> HostsOf(PlanGraph plan)
    {
        var hosts = new SortedDictionary<string, HostTarget>(StringComparer.Ordinal);
        var guards = GuardsIn(plan);
        foreach (var resource in plan.Resources)
        {
            switch (ResourceWords.Kind(resource))
            {
                case "IngressRoute" or "IngressRouteTCP":
                    AddRoutes(hosts, resource, guards);
                    break;
                case "Ingress" when resource.Type.StartsWith("kubernetes:networking", StringComparison.Ordinal):
                    AddRules(hosts, resource);
                    break;
                default:
                    break;
            }
        }
        return hosts;
    }

    /// <summary>Middlewares that let only some visitors through, by namespace and name, with the words for them.</summary>
    private static Dictionary<string, string> GuardsIn(PlanGraph plan)
    {
        var guards = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in plan.Resources)
        {
            if (resource.Type == Middleware)
            {
                var words = resource.At("spec.ipAllowList") is not null ? "the list of allowed addresses"
                    : resource.At("spec.basicAuth") is not null ? "the password"
                    : resource.At("spec.forwardAuth") is not null ? "the sign-in"
                    : null;
                if (words is not null)
                {
                    guards[ResourceWords.Name(resource)] = words;
                }
            }
        }
        return guards;
    }

    private static void AddRoutes(
        SortedDictionary<string, HostTarget> hosts, PlanResource resource, Dictionary<string, string> guards)
    {
        foreach (var route in resource.At("spec.routes")?.Items ?? [])
        {
            var match = route.TextOf("match") ?? "";
            var path = Quoted(match, "Path(`").Concat(Quoted(match, "PathPrefix(`")).FirstOrDefault() ?? "";
            var services = string.Join(", ", (route["services"]?.Items ?? []).Select(service =>
                $"{service.TextOf("namespace") ?? resource.TextAt("metadata.namespace")}/{service.TextOf("name")}"));
            List<string> guarding =
            [
                .. (route["middlewares"]?.Items ?? [])
                    .Select(one => $"{one.TextOf("namespace") ?? resource.TextAt("metadata.namespace")}/{one.TextOf("name")}")
                    .Select(name => guards.GetValueOrDefault(name)).OfType<string>(),
            ];
            foreach (var host in Quoted(match, "Host(`").Concat(Quoted(match, "HostSNI(`")))
            {
                hosts[host + path] = new(services, resource.Urn, guarding);
            }
        }
    }

    private static void AddRules(SortedDictionary<string, HostTarget> hosts, PlanResource resource)
    {
        foreach (var rule in resource.At("spec.rules")?.Items ?? [])
        {
            foreach (var path in rule["http"]?["paths"]?.Items ?? [])
            {
                var service = path["backend"]?["service"]?.TextOf("name");
                hosts[rule.TextOf("host") + (path.TextOf("path") is { } text and not "/" ? text : "")] =
                    new($"{resource.TextAt("metadata.namespace")}/{service}", resource.Urn, []);
            }
        }
    }

    /// <summary>Texts that follow a beginning, up to the next backtick.</summary>
    private static IEnumerable<string> Quoted(string text, string beginning)
    {
        for (var at = 0; (at = text.IndexOf(beginning, at, StringComparison.Ordinal)) >= 0;)
        {
            at += beginning.Length;
            if (text.IndexOf('`', at) is var end and >= 0)
            {
                yield return text[at..end];
            }
        }
    }

    private sealed record HostTarget(string To, string Urn, IReadOnlyList<string> Guards);
}

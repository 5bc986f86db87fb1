namespace Infra.Model.Validation;

/// <summary>
/// A stack in another's cluster uses that one's Traefik and issuers: its routes, its policies and its certificates are made for
/// what those do, so both descriptions must say the same of them.
/// </summary>
public static class GuestRules
{
    private const string Right = "describe it once, in system.yaml, or alike in both";

    /// <summary>Checks the rules.</summary>
    /// <param name="spec">The guest's system.</param>
    /// <param name="owners">The ingress as the owner of the cluster describes it.</param>
    /// <param name="sources">Where the guest's records were written.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Check(SystemSpec spec, IngressSpec owners, SourceMap sources, ProblemList problems)
    {
        var (mine, theirs) = (spec.Ingress.Tls, owners.Tls);
        if (mine.Mode != theirs.Mode)
        {
            Add(
                mine,
                "mode",
                $"tls.mode is {Word(mine.Mode)} here and {Word(theirs.Mode)} in '{spec.Cluster.From}', whose Traefik answers for both");
        }
        else if (mine.Mode == TlsMode.CertManager && mine.Challenge != theirs.Challenge)
        {
            Add(
                mine,
                "challenge",
                $"tls.challenge is {Word(mine.Challenge)} here and {Word(theirs.Challenge)} in '{spec.Cluster.From}', "
                    + "whose issuers answer for both");
        }

        if (!IsSame(spec.Ingress.Traefik, owners.Traefik))
        {
            Add(spec.Ingress, "traefik", $"traefik is described in another way than in '{spec.Cluster.From}', whose Traefik it is");
        }

        void Add(object record, string key, string wrong) =>
            problems.Add(sources.Of(record, key), sources.PathOf(record, key), wrong, Right);
    }

    /// <summary>Checks that what a guest makes on the owner's servers is not the owner's.</summary>
    /// <param name="spec">The guest's system.</param>
    /// <param name="owners">The databases as the owner of the cluster describes them.</param>
    /// <param name="sources">Where the guest's records were written.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Check(SystemSpec spec, DatabasesSpec owners, SourceMap sources, ProblemList problems)
    {
        foreach (var server in spec.Databases.Servers())
        {
            foreach (var database in server.Databases)
            {
                if (database.Environment == spec.Environment.Name)
                {
                    CheckDatabase(server.Name, database);
                }
            }
        }

        void CheckDatabase(string server, DatabaseSpec mine)
        {
            foreach (var theirs in owners.Server(server)?.Databases ?? [])
            {
                if (theirs.Environment != mine.Environment && (theirs.Name == mine.Name || theirs.User == mine.User))
                {
                    problems.Add(
                        sources.Of(mine, "name"),
                        sources.PathOf(mine, "name"),
                        $"'{mine.Name}' or its owner is '{spec.Cluster.From}''s on '{server}', and this stack would make it its own",
                        $"another name and owner, like {theirs.Name}_{spec.Environment.Name}; or leave environment out to use theirs");
                }
            }
        }
    }

    private static bool IsSame(TraefikSpec mine, TraefikSpec theirs) =>
        mine.ProxyProtocolFrom.SequenceEqual(theirs.ProxyProtocolFrom)
        && mine.TrustedProxies.SequenceEqual(theirs.TrustedProxies)
        && mine.Tolerations.SequenceEqual(theirs.Tolerations)
        && mine == theirs with
        {
            ProxyProtocolFrom = mine.ProxyProtocolFrom,
            TrustedProxies = mine.TrustedProxies,
            Tolerations = mine.Tolerations,
        };

    private static string Word<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}

namespace Infra.Model.Validation;

/// <summary>
/// Rules of the places that backups go to: their addresses can be allowed by network policies, and their readers can reach them.
/// </summary>
public static class LocationRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        if (context.OwnsCluster)
        {
            if (spec.Cluster.K3s.EtcdSnapshots.S3 is { } snapshots)
            {
                CheckBucket(context, snapshots);
                CheckFromHost(context, snapshots);
            }

            if (spec.Storage.BackupTarget is { } target)
            {
                CheckBucket(context, target);
            }

            foreach (var location in spec.Backup.Velero?.Locations ?? [])
            {
                CheckBucket(context, location.S3);
            }
        }

        foreach (var server in DatabasePlacement.Made(spec, spec.Databases.Servers()))
        {
            if (server.Archive is { Location: var location })
            {
                CheckBucket(context, location);
                CheckPolicies(context, location, location.Endpoint, location.Addresses, DatabasePlacement.NamespaceOf(spec, server));
            }
        }

        CheckFolders(context);
        foreach (var dump in spec.Databases.Dumps)
        {
            if (dump.Endpoint is { } endpoint && spec.Databases.Server(dump.Server) is { } server && DatabasePlacement.IsOnCluster(server))
            {
                CheckAddresses(context, dump, endpoint, dump.Addresses);
                CheckPolicies(context, dump, endpoint, dump.Addresses, DatabasePlacement.NamespaceOf(spec, server));
            }
            else if (dump is { Endpoint: null, Addresses.Count: > 0 })
            {
                context.Error(
                    dump,
                    "addresses",
                    "nothing reads them without the host that they are of",
                    "set endpoint, e.g. nas.lan:22, or leave them out");
            }
        }
    }

    /// <summary>
    /// Checks that no two readers use one folder: Longhorn and Velero delete what they find there and do not know, and Velero refuses a
    /// location with foreign folders. Archives of databases may share a folder, where each server has one of its own.
    /// </summary>
    private static void CheckFolders(ValidationContext context)
    {
        var own = BackupFolders.Of(context.Spec);
        for (var second = 1; second < own.Count; second++)
        {
            for (var first = 0; first < second; first++)
            {
                Compare(own[second], own[first], "");
            }
        }

        foreach (var other in context.OtherClusters)
        {
            foreach (var theirs in BackupFolders.Of(other))
            {
                foreach (var mine in own)
                {
                    Compare(mine, theirs, $" of the stack '{other.Stack.Name}'");
                }
            }
        }

        void Compare(BackupFolder mine, BackupFolder theirs, string owner)
        {
            if (mine.Overlaps(theirs))
            {
                context.Error(
                    mine.Location,
                    "folder",
                    $"the folder '{mine.Location.Folder}' of {mine.User} is also that of {theirs.User}{owner}: '{theirs.Location.Folder}'",
                    "choose a folder for each, none inside another");
            }
        }
    }

    private static void CheckBucket(ValidationContext context, S3LocationSpec location)
    {
        if (location is { Ca: not null, Endpoint.IsPlain: true })
        {
            context.Error(
                location,
                "ca",
                $"no certificate is shown at {location.Endpoint}, which is not encrypted",
                "leave ca out, or write https:// in endpoint");
        }

        CheckAddresses(context, location, location.Endpoint, location.Addresses);
    }

    /// <summary>Checks that addresses are none that lead to pods: policies see the pods' own addresses, which change.</summary>
    private static void CheckAddresses(ValidationContext context, object record, ServiceEndpoint endpoint, IReadOnlyList<Cidr> addresses)
    {
        var k3s = context.Spec.Cluster.K3s;
        if (MeaningOf(endpoint) is { } meaning)
        {
            context.Error(record, "endpoint", $"'{endpoint}' is {meaning}", "write the name or the address of the host");
        }
        else if (addresses.FirstOrDefault(address => SpecialRanges.MeaningOf(address) is not null) is { } special)
        {
            context.Error(
                record, "addresses", $"{special} is {SpecialRanges.MeaningOf(special)}", "write the addresses of the host");
        }
        else if (ServicePlace.Of(context.Spec, endpoint, addresses) is ServicePlace.AtAddresses { Ranges: var ranges }
            && ranges.FirstOrDefault(range => k3s.ServiceCidr.Contains(range) || k3s.ClusterCidr.Contains(range)) is { } range)
        {
            context.Error(
                record,
                addresses.Count > 0 ? "addresses" : "endpoint",
                $"{range} is in the cluster's own ranges, where network policies see the changing addresses of pods",
                "write the service's name in endpoint: SERVICE.NAMESPACE.svc");
        }
    }

    /// <summary>Meaning of an endpoint that is no other host; null for any other.</summary>
    private static string? MeaningOf(ServiceEndpoint endpoint)
    {
        var host = endpoint.Host == "localhost" || endpoint.Host.EndsWith(".localhost", StringComparison.Ordinal)
            ? "127.0.0.1"
            : endpoint.Host;
        return Ipv4.TryParse(host, out var address) ? SpecialRanges.MeaningOf(Cidr.Parse($"{address}/32")) : null;
    }

    /// <summary>Checks that k3s, which runs outside the cluster's DNS, can find the bucket of the snapshots.</summary>
    private static void CheckFromHost(ValidationContext context, S3LocationSpec location)
    {
        if (ServicePlace.Of(context.Spec, location.Endpoint, location.Addresses) is ServicePlace.InPods)
        {
            context.Error(
                location,
                "endpoint",
                $"'{location.Endpoint}' is a name of the cluster, and k3s writes its snapshots from the servers, also while that is down",
                "write a name or an address outside the cluster");
        }
    }

    /// <summary>Checks that a policy can allow the connection: it knows addresses, no names.</summary>
    private static void CheckPolicies(
        ValidationContext context, object record, ServiceEndpoint endpoint, IReadOnlyList<Cidr> addresses, string name)
    {
        if (MeaningOf(endpoint) is null
            && ServicePlace.Of(context.Spec, endpoint, addresses) is ServicePlace.Unknown
            && context.Spec.Namespaces.FirstOrDefault(candidate => candidate.Name == name) is { DefaultDeny: true })
        {
            context.Error(
                record,
                "endpoint",
                $"'{endpoint.Host}' is a host of a private network, and the network policies of '{name}' allow the internet only",
                "write the host's addresses in addresses, e.g. [192.168.1.10/32]: a policy knows no names");
        }
    }
}

namespace Infra.Model.Validation;

/// <summary>Rules of PostgreSQL clusters and of CloudNativePG, which runs them.</summary>
public static class PostgresRules
{
    // Oldest version that CloudNativePG 1.30, the installed version, supports by its table of supported releases.
    private const int OldestPostgres = 14;
    private const int NewestPostgres = 18;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var server in context.Spec.Databases.Postgres)
        {
            CheckInstances(context, server);
            CheckPooler(context, server);
            CheckImage(context, server);
            CheckParameters(context, server);
            CheckArchive(context, server);
            CheckRecovery(context, server);
            CheckFailover(context, server);
        }
    }

    private static void CheckInstances(ValidationContext context, PostgresSpec server)
    {
        if (server.SynchronousReplicas >= server.Instances && server.SynchronousReplicas > 0)
        {
            context.Error(
                server,
                "synchronousReplicas",
                $"{server.SynchronousReplicas} synchronous replicas of {server.Instances} instances",
                "at most one less than instances, or nothing can be written");
        }
    }

    /// <summary>
    /// Checks the pooler's name: its deployment and service have this name, and CloudNativePG refuses a pooler with the name of a cluster.
    /// </summary>
    private static void CheckPooler(ValidationContext context, PostgresSpec pooled)
    {
        if (pooled.Pooler is null)
        {
            return;
        }

        foreach (var server in context.Spec.Databases.Servers())
        {
            if (server.Name == $"{pooled.Name}-pooler")
            {
                context.Error(server, "name", $"'{server.Name}' is the name of the pooler of '{pooled.Name}'", "choose another name");
            }
        }
    }

    /// <summary>Checks the image's tag, from which CloudNativePG reads PostgreSQL's major version.</summary>
    private static void CheckImage(ValidationContext context, PostgresSpec server)
    {
        if (ImageReference.Parse(server.Image) is not { Tag: { Length: > 0 } tag })
        {
            return;
        }

        var (major, digits) = (0, 0);
        // Three digits are enough to tell that it is too new.
        while (digits < Math.Min(tag.Length, 3) && char.IsAsciiDigit(tag[digits]))
        {
            major = (major * 10) + (tag[digits++] - '0');
        }

        if (digits == 0)
        {
            context.Error(
                server,
                "image",
                $"the tag '{tag}' does not begin with PostgreSQL's major version",
                "CloudNativePG reads it there, e.g. 15-cjk");
        }
        else if (major is < OldestPostgres or > NewestPostgres)
        {
            context.Error(
                server,
                "image",
                $"the tag '{tag}' begins with {major}, which CloudNativePG takes for PostgreSQL's major version",
                $"it supports {OldestPostgres} to {NewestPostgres}");
        }
    }

    private static void CheckParameters(ValidationContext context, PostgresSpec server)
    {
        foreach (var (name, value) in server.Parameters)
        {
            if (PostgresParameters.IsFixed(name))
            {
                context.Error(
                    server,
                    "parameters",
                    $"'{name}' of '{server.Name}' is set by CloudNativePG, which refuses it in a description",
                    "leave it out");
            }
            else if (PostgresParameters.Misspelt(name) is { } meant)
            {
                context.Error(
                    server, "parameters", $"'{name}' of '{server.Name}' is no parameter of PostgreSQL", $"did you mean '{meant}'?");
            }
            else if (PostgresParameters.Harm(name, value) is { } harm)
            {
                context.Error(server, "parameters", $"'{name}: {value}' of '{server.Name}' {harm}", "leave it out");
            }
            else if (PostgresParameters.Expected(name, value) is { } expected)
            {
                context.Error(
                    server, "parameters", $"'{value}' is no value of '{name}' of '{server.Name}'", $"PostgreSQL reads {expected}");
            }
        }

        if (server.Parameters.TryGetValue(PostgresMemory.SharedBuffers, out var buffers)
            && PostgresMemory.Megabytes(buffers) > PostgresMemory.Megabytes(server.Resources.RequestMemory))
        {
            context.Error(
                server,
                "parameters",
                $"shared_buffers of '{server.Name}' are {buffers}, and an instance asks for {server.Resources.RequestMemory} of memory",
                "CloudNativePG refuses that: raise resources.requestMemory to them, or lower them");
        }
    }

    private static void CheckArchive(ValidationContext context, PostgresSpec server)
    {
        if (server.Archive is not null && context.OwnsCluster
            && context.Spec.Ingress.Tls.Mode != TlsMode.CertManager && DatabasePlacement.IsOnCluster(server))
        {
            context.Error(
                server,
                "archive",
                $"the plugin that archives '{server.Name}' gets its certificates from cert-manager, and there is none",
                "set ingress.tls.mode: certManager, or leave archive out");
        }
    }

    private static void CheckRecovery(ValidationContext context, PostgresSpec server)
    {
        if (server.RecoverFrom is not { } recovery)
        {
            return;
        }

        if (server.Archive is null)
        {
            context.Error(
                server,
                "recoverFrom",
                $"'{server.Name}' has no archive to read '{recovery.Source}' from",
                "describe archive with the location that holds it");
        }
    }

    /// <summary>Checks that a replica on another node can take over from a silent node within the described time.</summary>
    private static void CheckFailover(ValidationContext context, PostgresSpec server)
    {
        var gracePeriod = context.Spec.Cluster.K3s.NodeGracePeriod;
        var silent = FailoverTime.SilentNodeSeconds(server.Failover, gracePeriod);
        if (!context.OwnsCluster || server.Instances < 2 || context.Spec.Cluster.Nodes.Count < 2 || server.Failover.Seconds >= silent)
        {
            return;
        }

        var longest = server.Failover.Seconds - FailoverTime.PromotionSeconds - NodeSilence.MonitorSeconds;
        var shorter = longest >= NodeSilence.LeastSeconds ? $"set cluster.k3s.nodeGracePeriod: {longest}s at most, or " : "";
        context.Warn(
            server,
            "failover",
            $"'{server.Name}' is to fail over in {server.Failover}, and from a node that goes silent it takes {silent}s: " +
            $"{gracePeriod} of grace, {NodeSilence.MonitorSeconds}s until that is noticed, {FailoverTime.PromotionSeconds}s of promotion",
            $"{shorter}set failover: {silent}s");
    }
}

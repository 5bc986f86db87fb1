using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Apps;

/// <summary>Inputs of <see cref="InitJobs"/>.</summary>
public sealed record InitJobsArgs
{
    /// <summary>The jobs, in order.</summary>
    public required IReadOnlyList<PlannedInitJob> Jobs { get; init; }

    /// <summary>The namespaces that this stack makes, by name.</summary>
    public required IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; init; }

    /// <summary>
    /// The resources that a database's clients depend on, by <c>server/database</c>: the database and the clients' secrets.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<Resource>> Ready { get; init; }

    /// <summary>The resources that a pod with an imported image depends on, by the image's name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<Resource>> Images { get; init; }
}

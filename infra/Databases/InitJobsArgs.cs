using Infra.Model;
using Pulumi;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="InitJobs"/>.</summary>
public sealed record InitJobsArgs
{
    /// <summary>The system.</summary>
    public required SystemSpec System { get; init; }

    /// <summary>The jobs, in order.</summary>
    public required IReadOnlyList<PlannedInitJob> Jobs { get; init; }

    /// <summary>Values of declared secrets, by their names.</summary>
    public required IReadOnlyDictionary<string, Output<string>> Secrets { get; init; }

    /// <summary>The namespaces this stack makes, by name.</summary>
    public required IReadOnlyDictionary<string, Pulumi.Kubernetes.Core.V1.Namespace> Namespaces { get; init; }

    /// <summary>What must be there before a database is used, by <c>server/database</c>: itself and the secrets to reach it.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<Resource>> Ready { get; init; }

    /// <summary>What those that run an imported image wait for, by the image's name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<Resource>> Images { get; init; }

    /// <summary>Labels of everything.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }
}

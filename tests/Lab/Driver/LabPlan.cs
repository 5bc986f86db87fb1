using Infra.Preview.Graph;

namespace Infra.Tests.Lab.Driver;

/// <summary>Plan of a described system on the hosts of a lab.</summary>
/// <param name="Graph">The resources.</param>
/// <param name="Inputs">Inputs of each remote command and copy, secrets as they are, by logical name.</param>
/// <param name="Passwords">The generated passwords.</param>
/// <param name="Founder">Inputs of the founder's resource.</param>
internal sealed record LabPlan(
    PlanGraph Graph,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>> Inputs,
    IReadOnlyCollection<string> Passwords,
    IReadOnlyDictionary<string, object>? Founder);

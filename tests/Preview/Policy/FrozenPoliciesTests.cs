using Infra.Preview;
using Infra.Preview.Policy;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Policy;

/// <summary>Policies of the frozen stacks. Slow: each stack is planned at each of its steps.</summary>
public sealed class FrozenPoliciesTests
{
    /// <summary>Findings that the frozen systems do not explain.</summary>
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["homelab"] =
        [
            "liveness-probe: Deployment apps/service: container service: no liveness probe",
            "readiness-probe: Deployment apps/service: ",
            "quota: Namespace development: ",
        ],
        ["product"] = ["liveness-probe: Deployment honeydue/worker: container worker: no liveness probe"],
    };

    [Theory]
    [MemberData(nameof(Plans.Stacks), MemberType = typeof(Plans))]
    public async Task StackHasNoOtherFindingsAtAnyStep(string stack)
    {
        var known = Known.GetValueOrDefault(stack, []);
        HashSet<string> found = [];
        foreach (var step in StackPreview.Phases(FrozenSystems.Root, stack).Prepend(""))
        {
            var outcome = await StackPreview.RunAsync(FrozenSystems.Root, stack, step);
            Problems.None(outcome.Problems);

            string[] findings = [.. Texts(Policies.Check(outcome.Graph!, outcome.System!))];
            Assert.Empty(findings.Except(known));
            found.UnionWith(findings);
        }

        Assert.Equal(known.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Texts(IReadOnlyList<PolicyFinding> findings) =>
        from finding in findings from one in finding.Objects select $"{finding.Rule.Name}: {one.Name}: {one.Detail}";
}

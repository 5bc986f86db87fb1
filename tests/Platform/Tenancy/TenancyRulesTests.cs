using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Platform;

public sealed class TenancyRulesTests
{
    [Fact]
    public void RefusesANamespaceOfAnUnknownEnvironment() =>
        Refused("namespaces: [{name: x, environment: qa}]", "there is no environment 'qa'");

    [Theory]
    [InlineData("Prod")]
    [InlineData("kube-apps")]
    [InlineData("a_b")]
    public void RefusesAnInvalidNamespaceName(string name) =>
        Refused($"namespaces: [{{name: {name}}}]", $"'{name}' is not a name of a namespace");

    [Fact]
    public void RefusesAnAppInAnUnknownNamespace() =>
        RefusedAmongOthers("environment: {namespace: production}", "there is no namespace 'production'");

    [Fact]
    public void RefusesAnAppInAnotherEnvironmentsNamespace() =>
        RefusedAmongOthers("environment: {namespace: stage}", "the namespace 'stage' belongs to the environment 'stage'");

    [Theory]
    [
        InlineData(
            "namespaces: [{name: prod, podSecurity: {enforce: privileged}}]",
            "namespaces[prod].podSecurity: enforce is privileged, and there is no exemption"),
    ]
    [
        InlineData(
            "security: {roles: [{name: The viewer, access: viewer}]}",
            "security.roles[The viewer].name: 'The viewer' is not a valid name"),
    ]
    [
        InlineData(
            "security: {roles: [{name: viewer, serviceAccounts: [default]}]}",
            "security.roles[viewer].serviceAccounts[1]: 'default' is not a name of a service account"),
    ]
    [InlineData("security: {sealedSecrets: {namespace: infra}}", "the Sealed Secrets controller shares 'infra' with others")]
    public void RefusesWhatOpensTheNamespace(string overrides, params string[] says) => Refused(overrides, says);

    [Fact]
    public void RefusesARoleInAnUnknownNamespace() =>
        Refused("security: {roles: [{name: viewer, namespaces: [stages]}]}", "there is no namespace 'stages'; did you mean 'stage'?");
}

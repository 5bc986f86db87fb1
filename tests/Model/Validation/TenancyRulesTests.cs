using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

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
        Refused($"namespaces: [{{name: {name}}}]", $"'{name}' is no name for a namespace");

    [Fact]
    public void RefusesAnAppInAnUnknownNamespace() =>
        RefusedAmongOthers("environment: {namespace: production}", "there is no namespace 'production'");

    [Fact]
    public void RefusesAnAppInAnotherEnvironmentsNamespace() =>
        RefusedAmongOthers("environment: {namespace: stage}", "the namespace 'stage' belongs to the environment 'stage'");

    [Theory]
    [InlineData("namespaces: [{name: prod, podSecurity: {enforce: privileged}}]", "'prod' lets pods do anything and nothing says why")]
    [InlineData("security: {roles: [{name: The viewer, access: viewer}]}", "'The viewer' is no name for a role")]
    [InlineData("security: {roles: [{name: viewer, serviceAccounts: [default]}]}", "'default' is no service account for a role")]
    [InlineData("security: {sealedSecrets: {namespace: infra}}", "the Sealed Secrets controller shares 'infra' with others")]
    public void RefusesWhatOpensTheNamespace(string overrides, params string[] says) => Refused(overrides, says);

    [Fact]
    public void RefusesARoleInAnUnknownNamespace() =>
        Refused("security: {roles: [{name: viewer, namespaces: [stages]}]}", "there is no namespace 'stages'; did you mean 'stage'?");
}

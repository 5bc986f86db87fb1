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
            "{security: {roles: [{name: deployer, access: viewer}, {name: admin, access: viewer}]}, "
                + "namespaces: [{name: prod, podSecurity: {enforce: privileged}}]}",
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
    public void RefusesWhatOpensTheNamespace(string overrides, params string[] says) => Refused(overrides, says);

    [Theory]
    [Pitfall("privileged-namespace")]
    [InlineData("security: {roles: [{name: admin, namespaces: [infra]}]}", "admin")]
    [InlineData("security: {roles: [{name: admin, namespaces: [prod]}, {name: deployer, namespaces: [infra]}]}", "deployer")]
    public void RefusesRolesThatCouldStartPrivilegedPods(string roles, string role) => Refused(
        $$$"""{namespaces: [{name: infra, podSecurity: {enforce: privileged, exemption: mounts host folders}}], {{{roles}}}}""",
        $"namespaces[infra].podSecurity.enforce: the role '{role}' could start privileged pods in 'infra'");

    [Fact]
    public void AcceptsViewersOfPrivilegedPods() => Assert.Empty(Errors(
        """
        {namespaces: [{name: infra, podSecurity: {enforce: privileged, exemption: mounts host folders}}],
         security: {roles: [{name: admin, namespaces: [prod]}]}}
        """));

    [Fact]
    public void RefusesARoleInAnUnknownNamespace() =>
        Refused("security: {roles: [{name: viewer, namespaces: [stages]}]}", "there is no namespace 'stages'; did you mean 'stage'?");
}

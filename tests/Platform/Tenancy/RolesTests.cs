using Infra.Preview.Graph;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Platform;

public sealed class RolesTests
{
    [Fact]
    public async Task PipelineHasRightsInItsNamespacesOnly()
    {
        var plan = await Plans.OfAsync("prod");

        var account = Assert.Single(
            plan.ChildrenOf(Named(plan, "access")),
            resource => resource.Type == "kubernetes:core/v1:ServiceAccount");
        Assert.Equal(("ci-deployer", "prod"), (account.Inputs["metadata"]!["name"]!.Text, account.Inputs["metadata"]!["namespace"]!.Text));
        Assert.False(account.Inputs["automountServiceAccountToken"]!.IsTrue);
        Each.Lacks(plan.Resources, resource => resource.Name == "access-infra-deployer");
    }

    [Fact]
    public async Task AccountIsBoundToItsRole()
    {
        var plan = await Plans.OfAsync("prod");

        var binding = Named(plan, "access-prod-deployer-binding").Inputs;
        Assert.Equal("deployer", binding["roleRef"]!["name"]!.Text);
        var subject = Assert.Single(binding["subjects"]!.Items);
        Assert.Equal(("ServiceAccount", "ci-deployer", "prod"), (subject["kind"]!.Text, subject["name"]!.Text, subject["namespace"]!.Text));
    }

    [Fact]
    public async Task TwoRolesMayShareAnAccount()
    {
        var system = Described.StackOf("dev");
        var plan = await Plans.OfAsync(system with
        {
            Security = system.Security with
            {
                Roles =
                [
                    .. system.Security.Roles,
                    new()
                    {
                        Name = "watcher",
                        Access = Infra.Model.AccessLevel.Viewer,
                        Namespaces = ["dev"],
                        ServiceAccounts = ["ci-deployer"],
                    },
                ],
            },
        });

        Assert.Single(plan.ChildrenOf(Named(plan, "access")), resource => resource.Type == "kubernetes:core/v1:ServiceAccount");
    }

    [Theory]
    [InlineData("viewer", "cert-manager/certificates", "get list watch")]
    [InlineData("admin", "cert-manager/certificates", "create update patch delete")]
    [InlineData("viewer", "sealed-secrets/sealedsecrets", "get list watch")]
    [InlineData("deployer", "sealed-secrets/sealedsecrets", "create update patch delete")]
    [InlineData("viewer", "traefik/ingressroutes", "get list watch")]
    [InlineData("deployer", "traefik/ingressroutes", "create update patch delete")]
    [InlineData("viewer", "postgres/clusters", "get list watch")]
    [InlineData("admin", "postgres/clusters", "create update patch delete")]
    [InlineData("admin", "postgres/objectstores", "create update patch delete")]
    [InlineData("deployer", "postgres/clusters", "")]
    public void LevelHasTheVerbsOfThePart(string level, string kind, string verbs)
    {
        var name = kind.Split('/');
        var rules = StackParts.All.Single(part => part.Name == name[0])
            .RoleRules(Described.StackOf("prod"), Enum.Parse<Infra.Model.AccessLevel>(level, ignoreCase: true));

        Assert.Equal(verbs, string.Join(' ', rules.Where(rule => rule.Resources.Contains(name[1])).SelectMany(rule => rule.Verbs)));
    }

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}

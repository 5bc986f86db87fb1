using System.Text.RegularExpressions;
using Infra.Model;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Platform;

/// <summary>Sign-ins in front of hosts, with the description of docs/runbooks/sign-in.md.</summary>
public sealed class SignInTests
{
    private const string Alerts = "{name: alerts, tool: alertmanager, authentication: operators}";
    private const string Staff = "{name: operators, app: oauth2-proxy}";

    private static readonly string Description = DescriptionIn("sign-in.md");

    [Fact]
    public async Task TraefikAsksTheAppAfterTheAllowListAndTrustsNoHeaders()
    {
        var plan = await PlanAsync(Alerts, Alerts[..^1] + ", allowFrom: [operators]}");

        Assert.Equal(
            ["security-headers", "alerts-allow-list", "rate-limit", "sign-in-operators", "compression"],
            Rule(plan, "routes-alerts-route")["middlewares"]!.Items.Select(item => item.TextOf("name")));
        var question = Named(plan, "routes-infra-sign-in-operators").Inputs.At("spec", "forwardAuth")!;
        Assert.Equal("http://oauth2-proxy.prod.svc:4180/", question.TextOf("address"));
        Assert.False(question["trustForwardHeader"]!.IsTrue);
        Assert.Equal("infra", Named(plan, "routes-infra-sign-in-operators").Inputs.At("metadata", "namespace")!.Text);
    }

    [Theory]
    [InlineData("X-Auth-Request-User", true)]
    [InlineData("X-Auth-Request-Preferred-Username", true)]
    [InlineData("x_auth_request_email", true)]
    [InlineData("X-Auth_request-Groups", true)]
    [InlineData("X-Auth-Request-Users", false)]
    [InlineData("Cookie", false)]
    public async Task VisitorsOwnHeadersOfAnIdentityAreReplaced(string header, bool isReplaced)
    {
        var plan = await PlanAsync();
        var names = Named(plan, "routes-infra-sign-in-operators").Inputs.At("spec", "forwardAuth", "authResponseHeadersRegex")!.Text!;
        Assert.Equal(isReplaced, Regex.IsMatch(header, names));
    }

    [Fact]
    public async Task PagesOfTheAppAnswerOnTheProtectedHostFromTheAppsNamespace()
    {
        var plan = await PlanAsync(Alerts, Alerts[..^1] + ", allowFrom: [operators]}");

        var route = Named(plan, "routes-alerts-sign-in-route");
        Assert.Equal("prod", route.Inputs.At("metadata", "namespace")!.Text);
        var rule = Rule(plan, "routes-alerts-sign-in-route");
        Assert.Equal("Host(`alerts.dirtbikechina.com`) && PathPrefix(`/oauth2`)", rule.TextOf("match"));
        Assert.Equal(
            ["security-headers", "alerts-sign-in-allow-list", "rate-limit", "compression"],
            rule["middlewares"]!.Items.Select(item => item.TextOf("name")));
        Assert.NotNull(route.Inputs.At("spec", "tls"));
        Assert.Null(route.Inputs.At("spec", "tls", "secretName"));
        Each.Lacks(plan.Resources, resource => resource.Name == "routes-prod-alerts-certificate");
        Assert.Equal(
            "oauth2-proxy",
            Assert.Single(Named(plan, "routes-alerts-sign-in-weights").Inputs.At("spec", "weighted", "services")!.Items).TextOf("name"));
    }

    [Fact]
    public async Task PagesAreOpenToEveryoneWhoMayOpenOneOfThePaths()
    {
        var plan = await PlanAsync(
            Alerts,
            Alerts[..^1] + ", allowFrom: [operators]}\n"
                + "    - {name: more, label: alerts, path: /more, app: phpmyadmin, authentication: operators}");
        Assert.DoesNotContain(
            "alerts-sign-in-allow-list",
            Rule(plan, "routes-alerts-sign-in-route")["middlewares"]!.Items.Select(item => item.TextOf("name")));
        Assert.Single(plan.Resources, resource => resource.Name.EndsWith("-sign-in-route", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AppsCanHaveASignInToo()
    {
        var plan = await PlanAsync(Alerts, Alerts + "\n    - {name: admin, authentication: operators}");
        Assert.Contains("sign-in-operators", Rule(plan, "routes-admin-route")["middlewares"]!.Items.Select(item => item.TextOf("name")));
        Assert.Equal("prod", Named(plan, "routes-prod-sign-in-operators").Inputs.At("metadata", "namespace")!.Text);
        Assert.Single(plan.Resources, resource => resource.Name == "routes-admin-sign-in-route");
    }

    [Fact]
    public async Task TraefikReachesTheApp()
    {
        var plan = await PlanAsync();
        var policy = Named(plan, "network-policies-prod-oauth2-proxy-from-nodes").Inputs["spec"]!;
        Assert.Equal(4180, Assert.Single(policy["ingress"]!.Items[0]["ports"]!.Items)["port"]!.Number);
    }

    [Theory]
    [InlineData("    image: quay", "    runsOn: nowhere\n    image: quay", "Traefik would refuse every request to the hosts behind it")]
    [InlineData(Staff, "{name: operators, app: oauth2-proxy, port: web}", "there is no port of 'oauth2-proxy' 'web'")]
    [InlineData(Staff, "{name: operators, app: oauth2-proxy, pages: /}", "the app would answer all requests to the hosts itself")]
    [InlineData(Staff, "{name: operators, app: oauth2-proxy, headers: [\"X|Y\"]}", "'X|Y' is not a header")]
    [InlineData(Staff, "{name: operators, app: oauth3-proxy}", "there is no app 'oauth3-proxy'")]
    [InlineData(Alerts, "{name: alerts, tool: alertmanager, authentication: staff}", "there is no sign-in 'staff'")]
    [InlineData(Alerts, "{name: alerts, app: oauth2-proxy, authentication: operators}", "before it can sign them in")]
    [InlineData(Alerts, "{name: alerts, app: logto, path: /oauth2/x, authentication: operators}", "has its own pages at /oauth2")]
    [InlineData(
        Alerts, "{name: alerts, app: logto, authentication: operators, basicAuth: x}", "authentication are given; give one of them")]
    [InlineData(
        Alerts,
        Alerts + "\n    - {name: more, label: alerts, path: /more, app: logto, authentication: other}",
        "use one sign-in for all paths of a name")]
    public void RefusesASignInThatCannotWork(string find, string replace, string says)
    {
        var text = Edited(find, replace)
            .Replace(Staff + "\n", Staff + "\n    - {name: other, app: oauth2-proxy}\n", StringComparison.Ordinal);
        Assert.Contains(
            Load("prod", overrides: text).Problems.Select(problem => $"{problem}"),
            problem => problem.Contains(says, StringComparison.Ordinal));
    }

    private static string DescriptionIn(string page)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "runbooks", page));
        var from = text.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        return text[from..text.IndexOf("```", from, StringComparison.Ordinal)];
    }

    private static async Task<PlanGraph> PlanAsync(string find = "", string replace = "")
    {
        var result = Load("prod", overrides: Edited(find, replace));
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        return await Plans.OfAsync(result.Spec);
    }

    private static string Edited(string find, string replace)
    {
        Assert.Contains(find, Description, StringComparison.Ordinal);
        return find.Length == 0 ? Description : Description.Replace(find, replace, StringComparison.Ordinal);
    }

    private static PlanValue Rule(PlanGraph plan, string name) => Named(plan, name).Inputs.At("spec", "routes")!.Items[0];

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}

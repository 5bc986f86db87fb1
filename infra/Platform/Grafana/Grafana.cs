using Infra.Charts;
using Infra.Model;
using Infra.Monitoring;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using Pulumi.Random;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using RbacV1 = Pulumi.Kubernetes.Rbac.V1;

namespace Infra.Platform;

/// <summary>
/// Grafana with its data sources and dashboards, which are files: what is lost with its volume is only what somebody made in it by hand. A
/// sidecar reads the dashboards from config maps, so that a change of one replaces no pod.
/// </summary>
public sealed class Grafana : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Grafana";

    private const string Administrator = "admin";
    private const int PasswordLength = 32;

    private static readonly string[] ReadVerbs = ["get", "list", "watch"];

    private readonly string _name;
    private readonly GrafanaArgs _args;
    private readonly StackContext _context;

    /// <summary>The release, for those to depend on who move data into it.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    /// <summary>Installs Grafana.</summary>
    public Grafana(string name, GrafanaArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        var needs = new List<Resource> { Admin(), Keys(), Role() };
        foreach (var dashboard in args.Dashboards)
        {
            Show(dashboard);
        }

        needs.AddRange(args.After);
        var release = Inside([.. needs]);
        release.Protect = context.Protect;
        Ready =
        [
            ChartRelease.Create(
                $"{name}-release", GrafanaEndpoint.Service, GrafanaVersions.Chart, Home, GrafanaValues.For(context.System), release),
        ];
        RegisterOutputs();
    }

    private string Home => _context.System.Observability.Namespace;

    private GrafanaSpec Spec => _context.System.Observability.Grafana!;

    private CoreV1.Secret Admin() => Secret("admin", GrafanaValues.AdminSecret, new()
    {
        ["user"] = Output.Create(Administrator),
        ["password"] = ValueOf("password", Spec.Password),
    });

    private CoreV1.Secret Keys()
    {
        var values = new Dictionary<string, Output<string>>(StringComparer.Ordinal)
        {
            [GrafanaValues.SecretKey] = ValueOf("secret-key", Spec.SecretKey),
        };
        if (Spec.SignIn is { } signIn)
        {
            values[GrafanaValues.ClientSecretKey] = _context.Secret(signIn.ClientSecret);
        }

        return Secret("keys", GrafanaValues.KeysSecret, values);
    }

    private Output<string> ValueOf(string noun, string? secret) => secret is not null
        ? _context.Secret(secret)
        : Output.CreateSecret(new RandomPassword(
            $"{_name}-{noun}",
            new() { Length = PasswordLength, Special = false },
            new() { Parent = this, Protect = _context.Protect }).Result);

    private CoreV1.Secret Secret(string noun, string secret, Dictionary<string, Output<string>> values)
    {
        var args = new SecretArgs { Metadata = _context.Metadata(Home, secret) };
        foreach (var (key, value) in values)
        {
            args.StringData.Add(key, value);
        }

        return new($"{_name}-{noun}-secret", args, Inside());
    }

    private RbacV1.Role Role() => new(
        $"{_name}-role",
        new RoleArgs
        {
            Metadata = _context.Metadata(Home, GrafanaValues.Role),
            Rules = { new PolicyRuleArgs { ApiGroups = { "" }, Resources = { "configmaps" }, Verbs = ReadVerbs } },
        },
        Inside());

    private void Show(Dashboard dashboard) => _ = new CoreV1.ConfigMap(
        $"{_name}-dashboard-{dashboard.Name}",
        new ConfigMapArgs
        {
            Metadata = _context.Metadata(
                Home,
                PhysicalName.Kubernetes("dashboard", dashboard.Name),
                (GrafanaValues.DashboardLabel, GrafanaValues.DashboardValue)),
            Data = { [$"{dashboard.Name}.json"] = DashboardJson.Of(dashboard) },
        },
        Inside());

    private CustomResourceOptions Inside(params Resource[] after) => StackContext.Inside(this, _args.Namespace, after);
}

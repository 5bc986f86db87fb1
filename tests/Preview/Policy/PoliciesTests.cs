using Infra.Model;
using Infra.Preview.Graph;
using Infra.Preview.Policy;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Preview.Policy;

/// <summary>Rules of the policy checks on small plans: what each finds, and what is explained.</summary>
public sealed class PoliciesTests
{
    private const StringComparison Same = StringComparison.Ordinal;

    private const string Whole =
        "requests: {cpu: 10m, memory: 16Mi}, limits: {cpu: 100m, memory: 32Mi}";

    private const string Sealed =
        "allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}";

    private const string Good =
        $"name: main, image: 'nginx:1.29.1', livenessProbe: {{}}, resources: {{{Whole}}}, securityContext: {{{Sealed}}}";

    private const string Quota = "{kind: ResourceQuota, metadata: {name: q, namespace: prod}}";
    private const string Deny =
        "{kind: NetworkPolicy, metadata: {name: deny, namespace: prod}, spec: {podSelector: {}, policyTypes: [Ingress, Egress]}}";

    private const string Space =
        "{kind: Namespace, metadata: {name: prod, labels: {pod-security.kubernetes.io/enforce: restricted}}}";

    private static readonly Lazy<SystemSpec> Prod = new(() =>
    {
        var system = Described.StackOf("prod");
        return system with { Apps = [.. system.Apps.Where(app => app.Name == "wordpress")] };
    });

    public static TheoryData<string, string, string> Violations() => new()
    {
        { "limits", Workload("name: main, image: 'a:1'"), "container main: no CPU request, no CPU limit, no memory request, no mem" },
        { "limits", Workload(Good.Replace("limits: {cpu: 100m, ", "limits: {", Same)), "container main: no CPU limit" },
        { "limits", Workload(Good, init: "name: before, image: 'a:1'"), "container before: no CPU request, no CPU limit, no memory " },
        {
            "limits",
            "{kind: Server, metadata: {name: db}, spec: {instances: 3, imageName: 'a:1', resources: "
                + "{requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 1}}}}",
            "spec: no memory limit"
        },
        {
            "limits",
            $"{{kind: Server, metadata: {{name: db}}, spec: {{data: {{size: 3, image: 'a:1', resources: {{{Whole}}}}}, "
                + "proxy: {enabled: true, size: 2, image: 'a:1'}}}",
            "spec.proxy: no CPU request"
        },
        { "limits", "{kind: Pool, metadata: {name: p}, spec: {template: {spec: {containers: [{name: pool}]}}}}", "container pool: " },
        { "liveness-probe", Workload(Good.Replace("livenessProbe: {}, ", "", Same)), "container main: no liveness probe" },
        { "readiness-probe", $"{Workload(Good)}\n---\n{Service()}", "" },
        { "pinned-images", Workload(Good.Replace(":1.29.1", "", Same)), "spec.template.spec.containers[0].image: nginx" },
        { "pinned-images", Workload(Good.Replace("1.29.1", "latest", Same)), "nginx:latest" },
        { "pinned-images", Release("{image: {repository: a, tag: latest}}"), "values.image.tag: latest" },
        { "pinned-images", Release("{}", version: "~1.2"), "version: ~1.2" },
        { "pinned-images", Release("{}", version: null), "no version" },
        { "host-access", Workload(Good, pod: "hostNetwork: true"), "hostNetwork" },
        { "host-access", Workload(Good, pod: "hostPID: true"), "hostPID" },
        { "host-access", Workload($"{Good}, ports: [{{containerPort: 80, hostPort: 80}}]"), "container main: host port 80" },
        { "host-access", Workload(Good, pod: "volumes: [{name: logs, hostPath: {path: /var/log}}]"), "volume logs: the folder /var/log " },
        { "host-access", Workload(Good.Replace("allowPriv", "privileged: true, allowPriv", Same)), "container main: privileged" },
        { "host-access", Release("{deep: {hostNetwork: true}}"), "value deep.hostNetwork" },
        { "host-access", Release("{ports: [{hostPort: 9100}]}"), "value ports[0].hostPort" },
        {
            "host-access",
            "{kind: HelmChartConfig, metadata: {name: c, namespace: prod}, spec: {valuesContent: \"a:\\n  hostNetwork: true\"}}",
            "value a.hostNetwork"
        },
        { "host-access", "{kind: Namespace, metadata: {name: other}}", "admits every pod: no Pod Security level" },
        {
            "host-access",
            "{kind: Namespace, metadata: {name: other, labels: {pod-security.kubernetes.io/enforce: privileged}}}",
            "admits every pod: level privileged"
        },
        { "rights", App(Good.Replace("runAsNonRoot: true, ", "", Same)), "container main: it may run as root" },
        { "rights", App(Good.Replace("ALL", "KILL", Same)), "container main: it keeps or adds capabilities" },
        { "rights", App(Good.Replace("drop: [ALL]", "drop: [ALL], add: [CHOWN]", Same)), "container main: it keeps or adds capabilities" },
        { "rights", App(Good.Replace("Escalation: false", "Escalation: true", Same)), "container main: allowPrivilegeEscalation" },
        { "rights", App(Good.Replace("RuntimeDefault", "Unconfined", Same)), "container main: no seccomp profile" },
        { "rights", Workload(Good.Replace("runAsNonRoot: true, ", "", Same), space: "cert-manager"), "container main: it may run as root" },
        { "wide-roles", "{kind: ClusterRole, metadata: {name: r}, rules: [{resources: ['*'], verbs: [get]}]}", "resources: *" },
        { "wide-roles", "{kind: Role, metadata: {name: r}, rules: [{resources: [roles], verbs: [bind]}]}", "verb bind" },
        { "wide-roles", Binding("ClusterRoleBinding", "edit"), "binds edit" },
        { "wide-roles", Binding("RoleBinding", "cluster-admin"), "binds cluster-admin" },
        { "plain-secrets", Workload($"{Good}, env: [{{name: DB_PASSWORD, value: hunter2}}]"), "variable DB_PASSWORD: the name" },
        { "plain-secrets", Workload($"{Good}, env: [{{name: A, value: ghp_0123456789abcdef0123}}]"), "variable A: a private key or " },
        { "plain-secrets", Workload($"{Good}, env: [{{name: A, value: '[secret]'}}]"), "variable A: the value of a secret" },
        { "plain-secrets", Workload($"{Good}, args: ['--admin-password=hunter2']"), "command: --admin-password: the name" },
        { "plain-secrets", ConfigMap("app.ini: \"[db]\\n  password = hunter2\\n\""), "app.ini: password: the name" },
        { "plain-secrets", ConfigMap("redis.conf: \"port 1\\nrequirepass \\\"hunter2\\\"\\n\""), "redis.conf: requirepass: the name" },
        { "plain-secrets", ConfigMap("a.json: '{\"x\": 1,\n\n\"api_key\": \"hunter2\"\n\n}'"), "a.json: api_key: the name" },
        { "plain-secrets", ConfigMap("token: hunter2"), "token: the name" },
        { "plain-secrets", ConfigMap("a: \"-----BEGIN RSA PRIVATE KEY-----\""), "a: a private key or a token" },
        { "plain-secrets", ConfigMap("a: '[secret]'"), "a: the value of a secret" },
        { "plain-secrets", "{kind: Secret, metadata: {name: s}, stringData: {password: hunter2}}", "password: the name" },
        { "plain-secrets", Release("{admin: {password: hunter2}}"), "value admin.password: the name" },
        { "plain-secrets", "{kind: Service, metadata: {name: s, annotations: {a: '[secret]'}}}", "annotation a: the value of a secret" },
        { "network-policies", Space, "no policy denies ingress and egress by default" },
        { "network-policies", $"{Space}\n---\n{Deny.Replace(", Egress", "", Same)}", "no policy denies egress by default" },
        { "network-policies", $"{Space}\n---\n{Deny.Replace("r: {}", "r: {matchLabels: {a: b}}", Same)}", "no policy " },
        { "network-policies", $"{Space}\n---\n{Deny.Replace("policyT", "egress: [{}], policyT", Same)}", "no policy denies " },
        {
            "network-policies",
            "{kind: NetworkPolicy, metadata: {name: open, namespace: prod}, spec: {podSelector: {matchLabels: {a: b}}, ingress: [{}]}}",
            "allows all ingress"
        },
        { "quota", $"{Space}\n---\n{Deny}\n---\n{App(Good)}", "" },
        { "single-replica", Published(App(Good)), "" },
        {
            "single-replica",
            Published($"{App(Good)}\n---\n{{kind: HorizontalPodAutoscaler, metadata: {{name: h, namespace: prod}}, "
                + "spec: {scaleTargetRef: {name: app}, minReplicas: 1}}"),
            ""
        },
    };

    public static TheoryData<string, string> Explained() => new()
    {
        { "everything", $"{Space}\n---\n{Deny}\n---\n{Quota}\n---\n{Workload(Good)}" },
        { "switched off", "{kind: Server, metadata: {name: db}, spec: {proxy: {enabled: false, size: 2, image: 'a:1'}}}" },
        { "claim of a server", "{kind: Server, metadata: {name: db}, spec: {volume: {resources: {requests: {storage: 1Gi}}}}}" },
        { "job without probe", Workload(Good.Replace("livenessProbe: {}, ", "", Same), kind: "Job") },
        { "no pods", Workload(Good.Replace("livenessProbe: {}, ", "", Same), spec: "replicas: 0") },
        { "startup probe", $"{Workload($"{Good}, startupProbe: {{}}")}\n---\n{Service()}" },
        { "digest", Workload(Good.Replace("nginx:1.29.1", "'nginx@sha256:0123'", Same).Replace("''", "'", Same)) },
        { "declared exemption", Workload(Good, space: "host-monitoring", pod: "hostNetwork: true") },
        { "Traefik", "{kind: HelmChartConfig, metadata: {name: c, namespace: kube-system}, spec: {valuesContent: 'hostNetwork: true'}}" },
        { "reason of another app", App(Good) },
        { "own bind", App(Good.Replace("drop: [ALL]", "drop: [ALL], add: [NET_BIND_SERVICE]", Same)) },
        { "file of a secret", Workload($"{Good}, env: [{{name: DB_PASSWORD_FILE, value: a}}, {{name: TOKENS, value: /tokens}}]") },
        { "reference", Workload($"{Good}, env: [{{name: DB_PASSWORD, value: $(OTHER)}}, {{name: TOKEN_TTL, value: 60s}}]") },
        { "script", ConfigMap("run.sh: \"password=$(cat /auth/password)\\ntoken=''\\n\"") },
        { "users", ConfigMap("passwd: 'root:x:0:0::/:/sbin/nologin'") },
        { "prose", ConfigMap("readme: 'The password: it is written in the safe.'") },
        { "names in charts", Release("{existingSecret: a, passwordKey: b, automountServiceAccountToken: false, secretName: c}") },
        { "masked", "{kind: Secret, metadata: {name: s}, stringData: {password: '[secret]', username: a}}" },
        { "namespaced role", Binding("RoleBinding", "admin") },
        { "several pods", Published(App(Good, replicas: 2)) },
        {
            "autoscaled",
            Published($"{App(Good)}\n---\n{{kind: HorizontalPodAutoscaler, metadata: {{name: h, namespace: prod}}, "
                + "spec: {scaleTargetRef: {name: app}, minReplicas: 2}}")
        },
        {
            "volume of one node",
            Published($"{App(Good, pod: "volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]")}\n---\n"
                + "{kind: PersistentVolumeClaim, metadata: {name: data, namespace: prod}, spec: {accessModes: [ReadWriteOnce]}}")
        },
        { "rule with ports", "{kind: NetworkPolicy, metadata: {name: n, namespace: prod}, spec: {ingress: [{ports: [{port: 80}]}]}}" },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public void RuleFindsViolation(string rule, string objects, string detail)
    {
        var found = Policies.Check(Plan(objects), Prod.Value).Where(finding => finding.Rule.Name == rule).SelectMany(each => each.Objects);

        Assert.Contains(found, one => one.Detail.Contains(detail, Same));
    }

    [Theory]
    [MemberData(nameof(Explained))]
    public void ExplainedObjectIsNoFinding(string what, string objects)
    {
        // Objects here have readiness probes only where it is about them.
        var findings = Policies.Check(Plan(objects), Prod.Value)
            .Where(finding => finding.Rule.Name != "readiness-probe" || what == "startup probe")
            .SelectMany(each => each.Objects.Select(one => $"{each.Rule.Name}: {one.Name}: {one.Detail}"));

        Assert.True(!findings.Any(), $"{what}: {string.Join('\n', findings)}");
    }

    public static TheoryData<string> Rules() => [.. Policies.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void RuleHasATestThatFindsSomething(string rule) => Assert.Contains(Violations(), row => (string)row[0] == rule);

    [Theory]
    [MemberData(nameof(Rules))]
    public void RuleSaysWhatWhyAndHow(string name)
    {
        var rule = Policies.All.Single(each => each.Name == name);

        Each.Of([rule.Reason, rule.Fix], text => Assert.Matches(@"^[A-Z].{20,}\.$", text));
        Assert.Matches("^(has|gets|names|reaches|gives|holds|lets|is) ", rule.Wrong);
    }

    [Fact]
    public void ReasonOfAnAppExplainsItsRights()
    {
        var spec = Prod.Value with
        {
            Apps = [.. Prod.Value.Apps.Select(app => app with { Security = app.Security with { Reason = "It starts as root." } })],
        };

        Assert.Empty(Policies.Check(Plan(App(Good.Replace("runAsNonRoot: true, ", "", Same))), spec));
    }

    [Fact]
    public void AcceptedOutageOfAnAppIsNoFinding()
    {
        IReadOnlyList<AppSpec> With(Func<AppSpec, AppSpec> change) => [.. Prod.Value.Apps.Select(change)];
        var plan = Plan(Published(App(Good)));

        Each.Lacks(Check(With(app => app with { MinAvailable = 0 })), finding => finding.Rule.Name == "single-replica");
        Each.Lacks(
            Check(With(app => app with { Strategy = RolloutStrategy.Recreate })), finding => finding.Rule.Name == "single-replica");
        Assert.Contains(Check(With(app => app with { MinAvailable = 1 })), finding => finding.Rule.Name == "single-replica");
        return;

        IReadOnlyList<PolicyFinding> Check(IReadOnlyList<AppSpec> apps) => Policies.Check(plan, Prod.Value with { Apps = apps });
    }

    [Fact]
    public void OneNodeOrAnUnprotectedEnvironmentNeedsNoSecondPod()
    {
        var plan = Plan(Published(App(Good)));
        var cluster = Prod.Value.Cluster;

        Assert.Contains("single-replica", Names(Prod.Value));
        Assert.DoesNotContain("single-replica", Names(Prod.Value with { Cluster = cluster with { Nodes = [cluster.Nodes[0]] } }));
        Assert.DoesNotContain(
            "single-replica", Names(Prod.Value with { Environment = Prod.Value.Environment with { Protect = false } }));
        return;

        IEnumerable<string> Names(SystemSpec spec) => Policies.Check(plan, spec).Select(finding => finding.Rule.Name);
    }

    [Fact]
    public void OnlyNamespaceNeedsNoQuota()
    {
        var spec = Prod.Value with { Namespaces = [Prod.Value.Namespaces.Single(space => space.Name == "prod")] };

        Each.Lacks(Policies.Check(Plan($"{Space}\n---\n{App(Good)}"), spec), finding => finding.Rule.Name == "quota");
    }

    [Fact]
    public void LongConfigurationIsReadInLinearTime()
    {
        var plan = Plan(ConfigMap($"a: '{string.Concat(Enumerable.Repeat("passwordtoken", 20_000))}'"));
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        Policies.Check(plan, Prod.Value);

        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(3));
    }

    private static string Workload(
        string container, string kind = "Deployment", string space = "prod", string init = "", string pod = "", string spec = "") =>
        $"{{type: workload, kind: {kind}, metadata: {{name: app, namespace: {space}}}, spec: {{{(spec.Length > 0 ? $"{spec}, " : "")}"
            + $"template: {{metadata: {{labels: {{app.kubernetes.io/name: wordpress}}}}, spec: {{{(pod.Length > 0 ? $"{pod}, " : "")}"
            + $"initContainers: [{(init.Length > 0 ? $"{{{init}}}" : "")}], containers: [{{{container}}}]}}}}}}}}";

    private static string App(string container, int replicas = 1, string pod = "") =>
        Workload(container, spec: $"replicas: {replicas}", pod: pod).Replace("type: workload", "type: app", Same);

    private static string Service() =>
        "{kind: Service, metadata: {name: web, namespace: prod}, spec: {selector: {app.kubernetes.io/name: wordpress}}}";

    private static string Published(string app) =>
        $"{app}\n---\n{Service()}\n---\n"
            + "{kind: TraefikService, metadata: {name: shares, namespace: prod}, "
            + "spec: {weighted: {services: [{kind: Service, name: web}]}}}\n---\n"
            + "{kind: IngressRoute, metadata: {name: r, namespace: prod}, "
            + "spec: {routes: [{services: [{kind: TraefikService, name: shares}]}]}}";

    private static string Release(string values, string? version = "1.2.3") =>
        $"{{type: 'kubernetes:helm.sh/v3:Release', chart: some, namespace: prod, values: {values}"
            + $"{(version is null ? "" : $", version: '{version}'")}}}";

    private static string ConfigMap(string data) => $"{{kind: ConfigMap, metadata: {{name: c, namespace: prod}}, data: {{{data}}}}}";

    private static string Binding(string kind, string role) =>
        $"{{kind: {kind}, metadata: {{name: b}}, roleRef: {{kind: ClusterRole, name: {role}}}}}";

    private static PlanGraph Plan(string objects)
    {
        const string start = "urn:pulumi:prod::infra::";
        List<PlanResource> resources =
        [
            new() { Urn = $"{start}pulumi:pulumi:Stack::infra-prod", Type = "pulumi:pulumi:Stack", Name = "infra-prod" },
        ];
        foreach (var (index, document) in objects.Split("\n---\n").Index())
        {
            var inputs = PlanValues.Of(document);
            var given = inputs.TextOf("type");
            var type = given is { } text && text.StartsWith("kubernetes:", Same) ? text : $"kubernetes:test/v1:{inputs.TextOf("kind")}";
            resources.Add(new()
            {
                Urn = $"{start}{(given == "app" ? "infra:apps:App$" : "")}{type}::{index}",
                Type = type,
                Name = $"{index}",
                Inputs = inputs,
            });
        }

        return new(new("prod", "community", "prod", null), [.. resources], PlanValue.EmptyMap);
    }
}

using Infra.Preview.Graph;

namespace Infra.Tests.Schemas;

/// <summary>Valid objects, which the validator must accept, and invalid ones, which it must refuse for the right reason.</summary>
public sealed class ObjectValidatorTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: apps, labels: {app.kubernetes.io/name: web},
          annotations: {example.org/Note: "any text, of any form"}}
        spec:
          replicas: 2
          strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 25%}}
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web, tier: front}}
            spec:
              volumes: [{name: data, emptyDir: {sizeLimit: 1Gi}}]
              tolerations: [{key: dedicated, operator: Exists, effect: NoSchedule}]
              containers:
              - name: web
                image: registry.example.org/web:1.2.3
                imagePullPolicy: IfNotPresent
                ports: [{name: http, containerPort: 8080}]
                env: [{name: LOG_LEVEL, value: info}, {name: KEY, valueFrom: {secretKeyRef: {name: web, key: key}}}]
                resources: {requests: {cpu: 250m, memory: 256Mi}, limits: {cpu: "1", memory: 512Mi}}
                readinessProbe: {httpGet: {path: /health, port: http}, periodSeconds: 5}
                volumeMounts: [{name: data, mountPath: /data}]
        """;

    private const string Service = """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: apps}
        spec:
          selector: {app: web}
          ports: [{name: http, port: 80, targetPort: http}, {name: metrics, port: 9090, targetPort: 9090}]
        """;

    private const string DaemonSet = """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: agent, namespace: apps}
        spec:
          selector: {matchLabels: {app: agent}}
          updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 1, maxSurge: 0}}
          template:
            metadata: {labels: {app: agent}}
            spec:
              hostNetwork: true
              containers:
              - {name: agent, image: "agent:1", ports: [{containerPort: 80, hostPort: 80}]}
        """;

    private const string CronJob = """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: dump, namespace: apps}
        spec:
          schedule: 0 2 * * *
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              backoffLimit: 2
              template: {spec: {restartPolicy: Never, containers: [{name: dump, image: "dump:1"}]}}
        """;

    private const string Policy = """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: web, namespace: apps}
        spec:
          podSelector: {matchLabels: {app: web}}
          policyTypes: [Ingress, Egress]
          ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}], ports: [{port: 8080, endPort: 8090, protocol: TCP}]}]
          egress: [{to: [{namespaceSelector: {}, podSelector: {matchExpressions: [{key: app, operator: In, values: [db]}]}}],
            ports: [{port: 5432}]}]
        """;

    private const string Secret = """
        apiVersion: v1
        kind: Secret
        metadata: {name: web, namespace: apps}
        type: kubernetes.io/tls
        data: {tls.crt: YWJj, tls.key: "[secret]"}
        """;

    private const string Limits = """
        apiVersion: v1
        kind: LimitRange
        metadata: {name: limits, namespace: apps}
        spec: {limits: [{type: Container, defaultRequest: {memory: 128Mi}, default: {memory: 256Mi}, max: {memory: 1Gi}}]}
        """;

    private const string Role = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: "infra:reader", namespace: apps}
        rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]
        """;

    private const string Binding = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: deployer}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
        subjects: [{kind: ServiceAccount, name: deployer, namespace: apps}]
        """;

    private const string Certificate = """
        apiVersion: cert-manager.io/v1
        kind: Certificate
        metadata: {name: web, namespace: apps}
        spec: {secretName: web-tls, dnsNames: [example.org], issuerRef: {kind: ClusterIssuer, name: production}, duration: 2160h,
          privateKey: {algorithm: ECDSA, size: 256, rotationPolicy: Always}}
        """;

    private const string Issuer = """
        apiVersion: cert-manager.io/v1
        kind: ClusterIssuer
        metadata: {name: production}
        spec:
          acme:
            server: https://acme-v02.api.letsencrypt.org/directory
            privateKeySecretRef: {name: account}
            solvers: [{http01: {ingress: {ingressClassName: traefik}}},
              {dns01: {cloudflare: {apiTokenSecretRef: {name: cloudflare, key: token}}}, selector: {dnsZones: [example.org]}}]
        """;

    private const string IngressRoute = """
        apiVersion: traefik.io/v1alpha1
        kind: IngressRoute
        metadata: {name: web, namespace: apps}
        spec:
          entryPoints: [websecure]
          routes: [{kind: Rule, match: Host(`example.org`), middlewares: [{name: headers}],
            services: [{name: web, port: 80, weight: 90, sticky: {cookie: {name: slot, httpOnly: true}}}]}]
          tls: {secretName: web-tls}
        """;

    private const string Middleware = """
        apiVersion: traefik.io/v1alpha1
        kind: Middleware
        metadata: {name: limit, namespace: apps}
        spec: {rateLimit: {average: 100, burst: 200, period: 1s}}
        """;

    private const string Weighted = """
        apiVersion: traefik.io/v1alpha1
        kind: TraefikService
        metadata: {name: web, namespace: apps}
        spec: {weighted: {services: [{name: blue, port: 80, weight: 1}, {name: green, port: 80, weight: 3}]}}
        """;

    private const string RecurringJob = """
        apiVersion: longhorn.io/v1beta2
        kind: RecurringJob
        metadata: {name: daily, namespace: longhorn-system}
        spec: {cron: 0 2 * * *, task: backup, groups: [default], retain: 7, concurrency: 2}
        """;

    private const string Sealed = """
        apiVersion: bitnami.com/v1alpha1
        kind: SealedSecret
        metadata: {name: web, namespace: apps}
        spec: {encryptedData: {password: AgBy}, template: {type: Opaque, metadata: {labels: {app: web}}}}
        """;

    private const string SnapshotClass = """
        apiVersion: snapshot.storage.k8s.io/v1
        kind: VolumeSnapshotClass
        metadata: {name: longhorn, labels: {velero.io/csi-volumesnapshot-class: "true"}}
        driver: driver.longhorn.io
        deletionPolicy: Delete
        parameters: {type: bak}
        """;

    private const string SnapshotGroup = """
        apiVersion: groupsnapshot.storage.k8s.io/v1beta2
        kind: VolumeGroupSnapshotClass
        metadata: {name: longhorn}
        driver: driver.longhorn.io
        deletionPolicy: Delete
        """;

    private const string Postgres = """
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: {name: main, namespace: databases}
        spec:
          instances: 3
          storage: {size: 20Gi, storageClass: longhorn}
          resources: {requests: {cpu: "1", memory: 2Gi}, limits: {memory: 2Gi}}
          postgresql: {parameters: {max_connections: "200"}}
        """;

    private const string Schedule = """
        apiVersion: velero.io/v1
        kind: Schedule
        metadata: {name: nightly, namespace: velero}
        spec: {schedule: 0 1 * * *, template: {includedNamespaces: [apps], ttl: 720h0m0s, snapshotMoveData: true}}
        """;

    private const string ChartConfig = """
        apiVersion: helm.cattle.io/v1
        kind: HelmChartConfig
        metadata: {name: traefik, namespace: kube-system}
        spec: {failurePolicy: abort, valuesContent: "hostNetwork: true"}
        """;

    public static TheoryData<string> Accepted() =>
    [
        Deployment, Service, DaemonSet, CronJob, Policy, Secret, Limits, Role, Binding, Certificate, Issuer, IngressRoute, Middleware,
        Weighted, RecurringJob, Sealed,
        SnapshotClass, SnapshotGroup, Postgres, Schedule, ChartConfig,
    ];

    /// <summary>One change of a valid object, and the problem that it must cause.</summary>
    public static TheoryData<string, string, string, string> Refused() => new()
    {
        // Schemas of built-in kinds.
        { Deployment, "replicas: 2", "replica: 2", "spec.replica: unknown field" },
        { Deployment, "imagePullPolicy", "pullPolicy", "spec.template.spec.containers[0].pullPolicy: unknown field" },
        { Deployment, "{name: web, namespace: apps,", "{name: web, space: apps,", "metadata.space: unknown field" },
        { Deployment, "replicas: 2", "replicas: \"2\"", "spec.replicas: is no whole number" },
        { Deployment, "replicas: 2", "replicas: 2.5", "spec.replicas: is no whole number" },
        { Deployment, "replicas: 2", "replicas: 3000000000", "spec.replicas: NumberTooBig" },
        { Deployment, "value: info", "value: 1", "spec.template.spec.containers[0].env[0].value: is no text" },
        {
            Deployment, "IfNotPresent", "Sometimes",
            "spec.template.spec.containers[0].imagePullPolicy: is none of Always, IfNotPresent, Never"
        },
        {
            Deployment, "mountPath: /data", "subPath: data",
            "spec.template.spec.containers[0].volumeMounts[0].mountPath: required, but missing"
        },
        { Deployment, "sizeLimit: 1Gi", "sizeLimit: 1GB", "spec.template.spec.volumes[0].emptyDir.sizeLimit: does not match" },
        { Deployment, "memory: 512Mi", "memory: half", "spec.template.spec.containers[0].resources.limits.memory: does not match" },
        { Deployment, "maxSurge: 1", "maxSurge: [1]", "spec.strategy.rollingUpdate.maxSurge: is none of the types" },
        { Deployment, "apps/v1", "apps/v1beta1", "kind: there is no schema for apps/v1beta1 Deployment" },
        { Deployment, "kind: Deployment", "kind: Deploy", "kind: there is no schema for apps/v1 Deploy" },
        {
            Service, "{name: metrics, port: 9090, targetPort: 9090}", "{name: metrics, port: 80, protocol: TCP}",
            "spec.ports[1]: port 80, protocol TCP stands in the list twice"
        },
        {
            Deployment, "{name: KEY,", "{name: LOG_LEVEL,",
            "spec.template.spec.containers[0].env[1]: name LOG_LEVEL stands in the list twice"
        },
        { Secret, "YWJj", "not base64!", "data.tls.crt: does not match" },

        // Schemas of custom kinds.
        { Certificate, "secretName", "secret", "spec.secret: unknown field" },
        { Certificate, "secretName: web-tls, ", "", "spec.secretName: required, but missing" },
        { Certificate, "ECDSA", "DSA", "spec.privateKey.algorithm: is none of RSA, ECDSA, Ed25519" },
        { Issuer, "server: ", "url: ", "spec.acme.server: required, but missing" },
        {
            Issuer, "metadata: {name: production}", "metadata: {name: production, namespace: apps}",
            "metadata.namespace: the kind is the cluster's and lives in no namespace"
        },
        { IngressRoute, "match: ", "rule: ", "spec.routes[0].rule: unknown field" },
        { IngressRoute, "kind: Rule", "kind: Route", "spec.routes[0].kind: is none of Rule" },
        { IngressRoute, "v1alpha1", "v1", "kind: there is no schema for traefik.io/v1 IngressRoute" },
        { IngressRoute, "traefik.io", "traefik.containo.us", "kind: there is no schema for traefik.containo.us/v1alpha1 IngressRoute" },
        { RecurringJob, "task: backup", "task: copy", "spec.task: is none of" },
        { RecurringJob, "retain: 7", "retain: lots", "spec.retain: is no whole number" },
        { SnapshotClass, "deletionPolicy: Delete", "deletionPolicy: Forget", "deletionPolicy: is none of Delete, Retain" },
        { SnapshotClass, "driver: driver.longhorn.io\n", "", "driver: required, but missing" },
        { Postgres, "instances: 3", "instances: 0", "spec.instances: NumberTooSmall" },
        { Postgres, "memory: 2Gi}}", "memory: 2GiB}}", "spec.resources.limits.memory: does not match" },
        { Schedule, "snapshotMoveData", "moveData", "spec.template.moveData: unknown field" },

        { SnapshotGroup, "v1beta2", "v1beta1", "apiVersion: the definition calls this version deprecated" },

        // Rules of the server that no schema contains.
        { Deployment, "{name: web, namespace: apps,", "{name: Web, namespace: apps,", "metadata.name: 'Web' is no DNS name" },
        { Deployment, "{name: web, namespace: apps,", "{namespace: apps,", "metadata.name: required, but missing" },
        { Service, "{name: web,", "{name: 1web,", "metadata.name: '1web' is no DNS label that begins with a letter" },
        { Deployment, "app.kubernetes.io/name: web", "app.kubernetes.io/: web", "metadata.labels: 'app.kubernetes.io/' is no label's key" },
        { Deployment, "app.kubernetes.io/name: web", "app: a b", "metadata.labels.app: is no label's value" },
        { Deployment, "example.org/Note", "a/b/c", "metadata.annotations: 'a/b/c' is no annotation's key" },
        { Deployment, "tier: front", "tier: -front", "spec.template.metadata.labels.tier: is no label's value" },
        {
            Deployment, "selector: {matchLabels: {app: web}}", "selector: {matchLabels: {app: shop}}",
            "spec.selector: app differs from the label of the template"
        },
        {
            Deployment, "maxSurge: 1, maxUnavailable: 25%", "maxSurge: 0, maxUnavailable: 0",
            "spec.strategy.rollingUpdate: neither one pod more nor one less"
        },
        { Deployment, "type: RollingUpdate", "type: Recreate", "spec.strategy.rollingUpdate: does not go with the type Recreate" },
        {
            Deployment, "cpu: 250m", "cpu: 1500m",
            "spec.template.spec.containers[0].resources.requests.cpu: 1500m is more than the limit 1"
        },
        {
            Deployment, "httpGet: {path: /health, port: http}", "initialDelaySeconds: 1",
            "spec.template.spec.containers[0].readinessProbe: 0 handlers"
        },
        {
            Deployment, "httpGet: {path", "tcpSocket: {port: http}, httpGet: {path",
            "spec.template.spec.containers[0].readinessProbe: 2 handlers"
        },
        {
            Deployment, "volumeMounts: [{name: data", "volumeMounts: [{name: date",
            "spec.template.spec.containers[0].volumeMounts[0].name: the pod has no volume date"
        },
        { Deployment, "emptyDir: {sizeLimit: 1Gi}", "emptyDir: {}, configMap: {name: a}", "spec.template.spec.volumes[0]: 2 sources" },
        { Deployment, "name: LOG_LEVEL", "name: 1LEVEL", "spec.template.spec.containers[0].env[0].name: is no variable's name" },
        {
            Deployment, "{name: KEY, ", "{name: KEY, value: a, ",
            "spec.template.spec.containers[0].env[1]: has a value and a source of one"
        },
        {
            Deployment, "containerPort: 8080", "containerPort: 80800",
            "spec.template.spec.containers[0].ports[0].containerPort: is no port"
        },
        {
            Deployment, "{name: http, containerPort: 8080}", "{name: http, containerPort: 8080}, {name: http, containerPort: 8081}",
            "spec.template.spec.containers[0].ports[1].name: another port is named http"
        },
        {
            Deployment, "operator: Exists", "operator: Exists, value: db",
            "spec.template.spec.tolerations[0].value: does not go with the operator Exists"
        },
        {
            Deployment, "image: registry.example.org/web:1.2.3", "image: \"\"",
            "spec.template.spec.containers[0].image: required, but missing"
        },
        { Service, "name: metrics,", "name: http,", "spec.ports[1].name: another port is named http" },
        { Service, "{name: metrics, port", "{port", "spec.ports[1].name: required where there are several ports" },
        { Service, "port: 80,", "port: 80, nodePort: 30080,", "spec.ports[0].nodePort: 30000 to 32767" },
        {
            Service, "selector:", "externalTrafficPolicy: Local\n  selector:",
            "spec.externalTrafficPolicy: does not go with the type ClusterIP"
        },
        {
            DaemonSet, "maxSurge: 0", "maxSurge: 1",
            "spec.updateStrategy.rollingUpdate: one of maxSurge and maxUnavailable is 0, and only one"
        },
        {
            DaemonSet, "maxUnavailable: 1, ", "maxUnavailable: 0, ",
            "spec.updateStrategy.rollingUpdate: one of maxSurge and maxUnavailable is 0, and only one"
        },
        {
            DaemonSet, "hostPort: 80}", "hostPort: 8080}",
            "spec.template.spec.containers[0].ports[0].hostPort: differs from the container's port"
        },
        {
            DaemonSet, "- {name: agent,", "- {name: agent, image: \"a:1\"}\n      - {name: agent,",
            "spec.template.spec.containers[1].name: another container is named agent"
        },
        { CronJob, "0 2 * * *", "0 25 * * *", "spec.schedule: '0 25 * * *' is not a schedule: Hours" },
        { CronJob, "0 2 * * *", "0 0 2 * * *", "spec.schedule: '0 0 2 * * *' is not a schedule: 6 fields" },
        {
            CronJob, "restartPolicy: Never", "restartPolicy: Always",
            "spec.jobTemplate.spec.template.spec.restartPolicy: is Never or OnFailure"
        },
        {
            CronJob, "{name: dump, namespace", "{name: a-name-of-more-than-the-fifty-two-characters-that-fit, namespace",
            "metadata.name: 'a-name-of-more"
        },
        { Policy, "cidr: 10.0.0.0/8", "cidr: 10.0.0.0", "spec.ingress[0].from[0].ipBlock.cidr: '10.0.0.0' is no range" },
        { Policy, "10.1.0.0/16", "11.1.0.0/16", "spec.ingress[0].from[0].ipBlock.except: 11.1.0.0/16 is not within 10.0.0.0/8" },
        { Policy, "endPort: 8090", "endPort: 8070", "spec.ingress[0].ports[0].endPort: ends before its port" },
        { Policy, "{namespaceSelector: {}, ", "{ipBlock: {cidr: 10.0.0.0/8}, ", "spec.egress[0].to[0]: an address range stands alone" },
        {
            Policy, "operator: In, values: [db]", "operator: In",
            "spec.egress[0].to[0].podSelector.matchExpressions[0].values: 0 values do not go with the operator In"
        },
        { Policy, "[Ingress, Egress]", "[ingress]", "spec.policyTypes[0]: is none of Ingress, Egress" },
        { Secret, "tls.key: ", "tls/key: ", "data: 'tls/key' is no key" },
        { Secret, "tls.key: ", "key: ", "data: the type kubernetes.io/tls needs tls.crt and tls.key" },
        { Limits, "default: {memory: 256Mi}", "default: {memory: 2Gi}", "spec.limits[0].default.memory: 2Gi is more than the maximum 1Gi" },
        {
            Limits, "defaultRequest: {memory: 128Mi}", "defaultRequest: {memory: 300Mi}",
            "spec.limits[0].defaultRequest.memory: 300Mi is more than the default 256Mi"
        },
        { Role, "verbs: [get, list]", "verbs: []", "rules[0].verbs: a rule without verbs" },
        { Role, "apiGroups: [\"\"], resources: [pods]", "nonResourceURLs: [/metrics]", "rules[0].nonResourceURLs: are a ClusterRole's" },
        { Binding, ", namespace: apps}", "}", "subjects[0].namespace: required for a ServiceAccount" },
        { Binding, "kind: ClusterRole,", "kind: Role,", "roleRef.kind: a ClusterRoleBinding binds a ClusterRole" },
    };

    [SkippableTheory]
    [MemberData(nameof(Accepted))]
    public async Task AcceptsValidObjects(string yaml) => Assert.Equal([], await FindAsync(yaml));

    [SkippableTheory]
    [MemberData(nameof(Refused))]
    public async Task RefusesInvalidObjectsWithTheReason(string yaml, string right, string wrong, string finding)
    {
        var changed = yaml.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(yaml, changed);

        Assert.Contains(await FindAsync(changed), found => found.StartsWith(finding, StringComparison.Ordinal));
    }

    [SkippableTheory]
    [InlineData("1.34")]
    [InlineData("1.35")]
    [InlineData("1.36")]
    public void EveryEnumBelongsToAnExistingField(string minor) => Assert.Equal([], KubernetesSchemas.Of(minor).UnknownEnums);

    [SkippableFact]
    public async Task AcceptsAMaskedSecretAsTextOnly()
    {
        Assert.Equal(
            [], await FindAsync(Deployment.Replace("value: info", $"value: \"{PlanValue.SecretText}\"", StringComparison.Ordinal)));
        Assert.Equal(
            ["spec.replicas: is no whole number"],
            await FindAsync(Deployment.Replace("replicas: 2", $"replicas: \"{PlanValue.SecretText}\"", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task AcceptsUnknownValuesOfAnyType() =>
        Assert.Equal(
            [],
            await FindAsync(
                Deployment.Replace("replicas: 2", $"replicas: \"{PlanValue.UnknownText}\"", StringComparison.Ordinal)
                    .Replace("IfNotPresent", $"\"{PlanValue.UnknownText}\"", StringComparison.Ordinal)));

    [SkippableFact]
    public async Task IgnoresNullsInBuiltInKinds() =>
        Assert.Equal([], await FindAsync(Service.Replace("name: web,", "name: web, creationTimestamp: null,", StringComparison.Ordinal)));

    [SkippableFact]
    public async Task RefusesWhatIsNoObject() =>
        Assert.Equal([": no object: apiVersion and kind are texts"], await FindAsync("kind: Service"));

    [SkippableFact]
    public void NamesAVersionWithoutReferenceData() =>
        Assert.Contains(
            "Kubernetes 1.12 ", Assert.Throws<FileNotFoundException>(() => KubernetesSchemas.Of("1.12")).Message, StringComparison.Ordinal);

    private static Task<IReadOnlyCollection<string>> FindAsync(string yaml) =>
        new ObjectValidator(KubernetesSchemas.Of("1.34"), InstalledVersions.None).FindAsync(YamlTokens.Documents(yaml)[0]);
}

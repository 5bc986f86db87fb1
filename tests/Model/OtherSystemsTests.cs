using Infra.Model;
using Infra.Model.Loading;

namespace Infra.Tests.Model;

/// <summary>Other systems that the model describes: the product of 003 and the homelab of 000, 002 and 004.</summary>
public sealed class OtherSystemsTests
{
    private const string Product = """
        name: product
        domain: example.app
        cluster:
          name: product
          k3s: {version: v1.34.6+k3s1, disable: [servicelb]}
          firewall: {ranges: [{name: operators, addresses: [198.18.0.0/24]}], sshFrom: [operators], apiFrom: [operators]}
        namespaces: [{name: product}]
        ingress:
          traefik: {trustedProxies: [173.245.48.0/20, '2400:cb00::/32']}
          tls: {mode: cloudflare}
          hosts:
            - {name: api, app: api}
            - {name: admin, app: admin, allowFrom: [operators]}
        storage:
          volumes: [{name: redis-data, size: 5Gi, class: local-path, owner: redis}]
        databases:
          redis: [{name: redis, image: 'redis:8.2.1-alpine', volume: redis-data, password: redisPassword}]
        apps:
          - name: api
            image: ghcr.io/example/api:1.4.0
            replicas: 3
            ports: [{name: http, port: 8000}]
            startupProbe: {path: /health, period: 5s, failureThreshold: 48}
            autoscaling: {min: 3, max: 6}
            minAvailable: 2
            env: [{name: REDIS_HOST, database: redis/redis/host}]
            databases: [{name: redis, server: redis}]
          - name: admin
            image: ghcr.io/example/admin:1.4.0
            ports: [{name: http, port: 3000}]
            startupProbe: {path: /, failureThreshold: 24}
            minAvailable: 0
          - {name: worker, image: 'ghcr.io/example/worker:1.4.0', replicas: 1, minAvailable: 0}
        secrets: [{name: redisPassword, purpose: Redis, generated: true}]
        """;

    private const string ProductEnvironment = """
        environment: {namespace: product, protect: true}
        cluster:
          nodes:
            - {name: hetzner1, role: server, privateIp: 10.0.1.2}
            - {name: hetzner2, role: server, privateIp: 10.0.1.3}
            - {name: hetzner3, role: server, privateIp: 10.0.1.4}
        """;

    private const string Homelab = """
        name: homelab
        domain: home.arpa
        cluster:
          name: homelab
          provider: existingHosts
          firewall: {ranges: [{name: lan, addresses: [192.168.1.0/24]}], sshFrom: [lan], apiFrom: [lan]}
          nodes:
            - {name: nappy, role: server, privateIp: 192.168.1.14, address: nappy.lan, sshUser: ops,
               hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMP7oXPt2i3RgAGdYGF0hUO0tuTSrBQ4SrfI3VVcPfXh'}
        namespaces: [{name: apps}, {name: monitoring}]
        ingress: {tls: {mode: none}}
        storage:
          volumes: [{name: postgres-data, size: 10Gi, class: local-path, owner: postgres}]
        databases:
          postgres: [{name: postgres, namespace: apps, instances: 1, synchronousReplicas: 0,
            image: 'ghcr.io/cloudnative-pg/postgresql:15.14', volume: postgres-data, databases: [{name: telemetry}]}]
        compose:
          hosts:
            - {name: drowzee, address: drowzee.lan,
               hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDyXeMhc03OoZxFZJrvQGTOr/bEsoSX3ompR/5oCX+tD',
               managed: true, portsInUse: [32469]}
            - {name: sleepy, address: sleepy.lan,
               hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDyYeMhc03OoZxFZJrvQGTOr/bEsoSX3ompR/5oCX+tD',
               managed: true}
            - {name: docker, address: nappy.lan,
               hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMP7oXPt2i3RgAGdYGF0hUO0tuTSrBQ4SrfI3VVcPfXh',
               bridgeAddress: 172.17.0.1, portsInUse: [3000, 3100, 5432, 8080]}
        apps:
          - {name: plex, runsOn: compose, image: 'plexinc/pms-docker:1.43.3', compose: {host: drowzee, port: 32400}}
          - {name: sonarr, runsOn: compose, image: 'sonarr:4.0.19', compose: {host: sleepy, project: arr, port: 8989}}
          - {name: radarr, runsOn: compose, image: 'radarr:6.2.1', compose: {host: sleepy, project: arr, port: 7878}}
          - {name: gitlab, kind: helmChart,
             chart: {repository: 'https://charts.gitlab.io', name: gitlab, version: 9.5.1, values: 'edition: ce'}}
          - {name: harbor, kind: helmChart, chart: {repository: 'https://helm.goharbor.io', name: harbor, version: 1.18.0}}
          - name: telemetry
            runsOn: both
            image: telemetry:2.0.0
            pullPolicy: Never
            ports: [{name: http, port: 8080}]
            shadow: {nodePort: 30080, skipDatabaseInit: true, outboundCheck: /api/dummy}
            compose: {host: docker, port: 8080}
        images: [{name: 'telemetry:2.0.0', delivery: import, archive: build/telemetry-2.0.0.tar.gz,
          archiveSha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08}]
        observability:
          namespace: monitoring
          prometheus: {runsOn: compose}
          grafana: {runsOn: compose}
          loki: {runsOn: compose}
          alloy: {runsOn: nowhere}
          composeHosts: [drowzee, sleepy, docker]
        """;

    private const string Phases = """
        phases:
          - name: alloy
            order: 1
            title: The agent
            risk: low
            goal: Alloy takes journal collection over from Promtail
            steps: [{name: alloy-on, title: Alloy,
              changes: {observability: {alloy: {runsOn: k3s, pushUrl: 'http://loki.docker:3100/loki/api/v1/push'}}}}]
            gates: [{name: lines, title: Lines arrive, criteria: [{name: logs, title: Journal lines arrive, check: logsArriving, max: 60}]}]
          - name: loki
            order: 2
            title: The log store
            risk: medium
            steps: [{name: loki-on, title: Loki, dataMoves: [history],
              changes: {observability: {loki: {runsOn: k3s, size: 10Gi}, alloy: {pushUrl: null}}}}]
          - name: grafana
            order: 3
            title: The pane of glass
            risk: medium
            steps: [{name: grafana-on, title: Grafana, dataMoves: [dashboards],
              changes: {observability: {grafana: {runsOn: k3s, size: 10Gi}}}}]
          - name: postgres
            order: 4
            title: The core data
            risk: critical
            steps: [{name: postgres-on, title: PostgreSQL, dataMoves: [telemetry-database]}]
        dataMoves:
          - {name: history, kind: loki, fromHost: docker, from: loki, to: loki, verify: [query]}
          - {name: dashboards, kind: grafana, fromHost: docker, from: grafana, to: grafana, verify: [query]}
          - {name: telemetry-database, kind: database, fromHost: docker, from: postgres, to: postgres, database: telemetry,
             stopWrites: [telemetry], verify: [rowCounts, checksums]}
        """;

    [Fact]
    public void DescribesTheProduct()
    {
        using var system = new ScratchSystem().Write("stacks/product/system.yaml", Product)
            .Write("stacks/product/env.prod.yaml", ProductEnvironment);
        var spec = Load(system, "product", null);
        Assert.Equal(
            (3, 48, "5s"),
            (spec.Apps[0].Replicas, spec.Apps[0].StartupProbe!.FailureThreshold, spec.Apps[0].StartupProbe!.Period.ToString()));
        Assert.Equal(["product"], spec.OwnNamespaces().Select(space => space.Name));
    }

    [Fact]
    public void DescribesTheHomelab()
    {
        using var system = WithHomelab();
        var spec = Load(system, "homelab", null);
        Assert.Equal(["plex", "sonarr", "radarr"], spec.Apps.Where(app => app.RunsOn == Placement.Compose).Select(app => app.Name));
        Assert.Equal(30080, Assert.Single(spec.Apps, app => app.RunsOn == Placement.Both).Shadow!.NodePort);
    }

    [Fact]
    public void OneWordMovesAService()
    {
        using var system = WithHomelab()
            .Write("stacks/homelab/env.prod.yaml", "environment: {namespace: apps}\napps: [{name: telemetry, runsOn: k3s}]");
        Assert.Equal(Placement.K3s, Assert.Single(Load(system, "homelab", null).Apps, app => app.Name == "telemetry").RunsOn);
    }

    [Theory]
    [InlineData(null, Placement.Nowhere, Placement.Compose, Placement.Compose)]
    [InlineData("alloy", Placement.K3s, Placement.Compose, Placement.Compose)]
    [InlineData("loki", Placement.K3s, Placement.K3s, Placement.Compose)]
    [InlineData("grafana", Placement.K3s, Placement.K3s, Placement.K3s)]
    public void ObservabilityMovesPhaseByPhase(string? phase, Placement alloy, Placement loki, Placement grafana)
    {
        using var system = WithHomelab();
        var watch = Load(system, "homelab", phase).Observability;
        Assert.Equal((alloy, loki, grafana), (watch.Alloy!.RunsOn, watch.Loki!.RunsOn, watch.Grafana!.RunsOn));
    }

    [Fact]
    public void AlloyPushesToTheClustersLoki()
    {
        using var system = WithHomelab();
        Assert.StartsWith("http://loki.docker", Load(system, "homelab", "alloy").Observability.Alloy!.PushUrl, StringComparison.Ordinal);
        Assert.Null(Load(system, "homelab", "loki").Observability.Alloy!.PushUrl);
    }

    private static ScratchSystem WithHomelab() => new ScratchSystem()
        .Write("stacks/homelab/system.yaml", Homelab)
        .Write("stacks/homelab/env.prod.yaml", "environment: {namespace: apps}")
        .Write("stacks/homelab/migration.yaml", Phases);

    private static SystemSpec Load(ScratchSystem system, string name, string? phase)
    {
        var result = StackLoad.System(
            system.Root, new StackSelection { Stack = name, System = name, Environment = "prod", Phase = phase });
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        return result.Spec;
    }
}

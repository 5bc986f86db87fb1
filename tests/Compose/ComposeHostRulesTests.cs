using Infra.Compose;
using Infra.Tests.Platform;
using Infra.Tests.Support;

namespace Infra.Tests.Compose;

/// <summary>Rules of a Docker host and all that runs on it, and of services among each other.</summary>
public sealed class ComposeHostRulesTests
{
    private const string Web = "name: web, runsOn: compose, image: 'web:1.0', ports: [{name: http, port: 8080}]";
    private const string Other = "name: other, runsOn: compose, image: 'other:1.0', ports: [{name: http, port: 9000}]";

    [Theory]
    [InlineData("{host: media, port: 80}", "{host: media, port: 80}", "apps[other].compose.port: the port 80 of 'media' is taken by 'web'")]
    [InlineData(
        "{host: media, hostNetwork: true}",
        "{host: media, port: 8080}",
        "apps[other].compose.port: the port 8080 of 'media' is taken by 'web'")]
    [InlineData(
        "{host: media, port: 8080}",
        "{host: media, ports: [{port: 8080, address: 10.0.1.21}]}",
        "the port 8080 of 'media' is taken by 'web'; publish another port of the host; target is that of the container")]
    [InlineData(
        "{host: media, ports: [{port: 8080, address: 0.0.0.0}]}",
        "{host: media, ports: [{port: 8080, address: 10.0.1.21}]}",
        "the port 8080 of 'media' is taken by 'web'")]
    [InlineData("{host: media, port: 80}", "{host: media, port: 22}", "the port 22 of 'media' is taken by sshd")]
    [InlineData(
        "{host: media, port: 80}",
        "{host: media, port: 8443}",
        "the port 8443 of 'media' is taken by something that is not described")]
    [InlineData("{host: media, port: 81}", "{host: beside, port: 80}", "the port 80 of 'beside' is taken by Traefik on the node 'one'")]
    [InlineData(
        "{host: media, port: 81}",
        "{host: beside, port: 6443}",
        "the API server uses the port 6443 of 'beside', which is the node 'one'")]
    [InlineData(
        "{host: media, port: 81}",
        "{host: beside, port: 30500}",
        "kube-proxy, which hands out node ports from there, uses the port 30500")]
    [InlineData(
        "{host: media, port: 81}",
        "{host: media, port: 82, ports: [{port: 82, target: 1}]}",
        "'other' has the port 82 of 'media' twice")]
    public void RefusesAPortThatIsTaken(string web, string other, string says) => DockerSystem.Refused(Apps(web, other), says);

    [Theory]
    [InlineData("{host: media, port: 80}", "{host: beside, port: 8080}")]
    [InlineData("{host: media, ports: [{port: 80, protocol: udp}]}", "{host: media, port: 80}")]
    [InlineData("{host: media, ports: [{port: 80, address: 10.0.1.21}]}", "{host: media, ports: [{port: 80, address: 127.0.0.1}]}")]
    [InlineData("{host: old, port: 80}", "{host: media, port: 80}")]
    public void AcceptsPortsThatDiffer(string web, string other) => DockerSystem.Accepted(Apps(web, other));

    [Fact]
    public void PortsOfAgentsAreTaken() => DockerSystem.Refused(
        Apps("{host: media, port: 9100}", "{host: media, port: 80}")
            + "observability: {namespace: apps, composeHosts: [media]}\n",
        "the port 9100 of 'media' is taken by the node exporter of the host");

    [Fact]
    public void PortsOfAgentsAreFreeAtOtherAddresses() => DockerSystem.Accepted(
        Apps("{host: media, ports: [{port: 9100, address: 127.0.0.1}]}", "{host: media, port: 80}")
            + "observability: {namespace: apps, composeHosts: [media]}\n");

    [Theory]
    [InlineData(
        "{host: media, service: x, project: p}",
        "{host: media, service: x, project: p}",
        "has a service 'x' already, that of 'web'")]
    [InlineData(
        "{host: media, project: p}",
        "{host: media, project: p, managed: false}",
        "brought up as a whole, and 'web' of it is managed: true")]
    [InlineData("{host: media, project: p}", "{host: media, project: p, dependsOn: [we]}", "there is no service of the project 'p' 'we'")]
    [InlineData(
        "{host: media, project: p, dependsOn: [other]}",
        "{host: media, project: p, dependsOn: [web]}",
        "'other', 'web' wait for each other")]
    [InlineData(
        "{host: media, project: p, profile: extra}",
        "{host: media, project: p, dependsOn: [web]}",
        "'web' starts with the profile 'extra' alone, and 'other' without it")]
    [InlineData("{host: media, networks: [infra]}", "{host: media}", "'infra' is a network that every project has")]
    [InlineData(
        "{host: media, project: p, service: a-b}",
        "{host: media, project: p, service: a_b}",
        "'a-b' and 'a_b' of the project 'p' differ in signs only")]
    public void RefusesAProjectThatCannotStart(string web, string other, string says) => DockerSystem.Refused(Apps(web, other), says);

    [Fact]
    public void RefusesAVolumeThatTwoWriteTo() => DockerSystem.Refused(
        Apps("{host: media, volumes: [{volume: films, path: /v}]}", "{host: media, volumes: [{volume: films, path: /v}]}"),
        "apps[other].compose.volumes[1].volume: 'web' writes to the volume 'films' of 'media' too");

    [Theory]
    [InlineData("{host: media, volumes: [{volume: tv, path: /v}]}", "{host: media, volumes: [{volume: tv, path: /v, readOnly: true}]}")]
    [InlineData("{host: media, volumes: [{volume: films, path: /v}]}", "{host: media, volumes: [{volume: films, path: /v, shared: true}]}")]
    [InlineData("{host: media, volumes: [{volume: films, path: /v}]}", "{host: beside, volumes: [{volume: films, path: /v}]}")]
    [InlineData("{host: media, volumes: [{folder: /v, path: /v}]}", "{host: media, volumes: [{folder: /v, path: /v}]}")]
    public void AcceptsVolumesThatDoNotCollide(string web, string other) => DockerSystem.Accepted(Apps(web, other));

    [Theory]
    [InlineData("{host: media, volumes: [{volume: one, path: /v}, {volume: two, path: /v}]}", "the path in the container '/v' is taken")]
    [InlineData("{host: media, port: 80, hostNetwork: true}", "the container is in the network of the host, where it listens on 8080")]
    [InlineData(
        "{host: media, resources: {limitMemory: 4Mi, requestMemory: 4Mi}}",
        "Docker starts no container with less than 6Mi of memory")]
    [InlineData(
        "{host: media, resources: {limitCpu: 9m, requestCpu: 5m}}",
        "apps[web].compose.resources.limitCpu: Docker starts no container with less than 10m of a processor")]
    [InlineData(
        "{host: media, volumes: [{volume: v, path: /v}]}",
        "apps[web].compose.volumes[1].volume: Docker takes no volume with a name of one letter, 'v'")]
    [InlineData("{host: media, profile: p}", "apps[web].compose.profile: Docker takes no profile with a name of one letter, 'p'")]
    [InlineData("{host: media, health: {path: /, port: htt}}", "there is no port of 'web' 'htt'")]
    [InlineData("{host: media, env: [{name: API_TOKEN, value: abc}]}", "the variable's name says that this is a secret in plain text")]
    public void RefusesAServiceThatCannotStart(string web, string says) =>
        DockerSystem.Refused($"apps: [{{{Web}, compose: {web}}}]\n", says);

    [Theory]
    [InlineData("name: job, kind: cronJob, schedule: '* * * * *', image: 'a:1.0'", "'job' is a cronJob, which Docker cannot run")]
    [InlineData("name: web", "apps[web].compose.image: 'web' has no image; write an image for Docker")]
    [InlineData("name: web, image: 'a:1.0', readinessProbe: {}", "'web' has no port to check")]
    public void RefusesAnAppThatDockerCannotRun(string app, string says) =>
        DockerSystem.RefusedAmongOthers($"apps: [{{{app}, runsOn: compose, compose: {{host: media}}}}]\n", says);

    [Fact]
    public void RefusesTheProjectOfTheAgents() => DockerSystem.Refused(
        Apps("{host: media, project: monitoring-agents}", "{host: media}") + "observability: {namespace: apps, composeHosts: [media]}\n",
        "'monitoring-agents' is the project of the agents on 'media'");

    [Fact]
    public void RefusesAFolderOfAVolume() => DockerSystem.Refused(
        "storage: {volumes: [{name: films, size: 1Gi, class: local-path, owner: web}]}\n"
            + $"apps: [{{{Web}, mounts: [{{name: films, path: /v, subPath: part}}], compose: {{host: media}}}}]\n",
        "apps[web].mounts[films].subPath: 'web' runs in Docker, which mounts whole volumes");

    [Fact]
    public void RefusesAMountedVolumeWithANameOfOneLetter() => DockerSystem.Refused(
        "storage: {volumes: [{name: v, size: 1Gi, class: local-path, owner: web}]}\n"
            + $"apps: [{{{Web}, mounts: [{{name: v, path: /v}}], compose: {{host: media}}}}]\n",
        "apps[web].mounts[v].name: Docker takes no volume with a name of one letter, 'v'");

    [Theory]
    [InlineData("198.51.100.7", "", true)]
    [InlineData("198.51.100.7", "operators", false)]
    [InlineData("10.0.1.77", "", false)]
    public void WarnsOfNodesWhoseAddressesAreNotKnown(string address, string from, bool warns)
    {
        var host = LogSystem.Host with { Managed = true, Address = address, ClusterFrom = from.Length == 0 ? [] : [from] };
        var problems = RuleRun.Problems(new ComposePart().Check, LogSystem.WithSenders(host));
        var warnings = problems.Where(static problem => problem.Contains(
            "8081, 9100, 12345 on 'docker-1' are closed to", StringComparison.Ordinal));
        Assert.Equal(warns ? 1 : 0, warnings.Count());
    }

    [Fact]
    public void RefusesADatabaseWithoutAnImageForDocker() => DockerSystem.Refused(
        "databases: {redis: [{name: cache, image: 'redis:8.2.1', runsOn: compose, compose: {host: media}}]}\n",
        "databases.redis[cache].compose.image: the image of 'cache' is that of the cluster's operator, which Docker cannot start");

    [Fact]
    public void RefusesTwoHostsOfOneAddress() => DockerSystem.Refused(
        "",
        "compose.hosts[again].address: the address of a Docker host '10.0.1.22' is taken",
        "    - {name: again, address: 10.0.1.22}\n");

    [Fact]
    public void RefusesServicesThatMayUseMoreThanTheMemoryOfTheHost() => DockerSystem.Refused(
        Apps("{host: media, resources: {limitMemory: 1536Mi}}", "{host: media, resources: {limitMemory: 1Gi}}"),
        "compose.hosts[media].memory: services may use 2.63Gi of 'media', which has 2Gi: web 1.56Gi + other 1.06Gi; "
            + "lower limitMemory of services, or move one to another host");

    [Fact]
    public void AcceptsServicesThatFitTheMemoryOfTheHost() => DockerSystem.Accepted(
        Apps("{host: media, resources: {limitMemory: 960Mi}}", "{host: media, resources: {limitMemory: 960Mi}}"));

    [Theory]
    [InlineData("size: 5Gi", "{host: media}", true)]
    [InlineData("size: 5Gi", "{host: media, volumes: [{folder: /srv/cache, path: /cache}]}", false)]
    [InlineData("size: 5Gi, memory: true", "{host: media}", false)]
    [InlineData("size: 64Mi", "{host: media}", false)]
    public void WarnsOfALargeScratchFolder(string scratch, string compose, bool warns)
    {
        var warnings = DockerSystem.Warnings(
            $"apps: [{{{Web}, scratch: [{{name: cache, path: /cache, {scratch}}}], compose: {compose}}}]\n");
        Assert.Equal(
            warns,
            warnings.Any(static warning => warning.Contains(
                "apps[web].scratch[cache].size: 'web' runs in Docker, where its scratch folders are memory: 5Gi for /cache",
                StringComparison.Ordinal)));
    }

    [Fact]
    public void CountsTheClustersShareOfTheMachine() => DockerSystem.Refused(
        Apps("{host: beside, resources: {limitMemory: 1Gi}}", "{host: media}"),
        "compose.hosts[beside].memory: services and the cluster's node may use 7.06Gi of 'beside', which has 4Gi: "
            + "node one 6Gi + web 1.06Gi",
        "",
        "cluster: {nodes: [{name: one, cpu: 4, memory: 6Gi}]}\ncompose: {hosts: [{name: beside, memory: 4Gi}]}\n");

    private static string Apps(string web, string other) => $"apps:\n  - {{{Web}, compose: {web}}}\n  - {{{Other}, compose: {other}}}\n";
}

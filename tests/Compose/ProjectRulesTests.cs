namespace Infra.Tests.Compose;

public sealed class ProjectRulesTests
{
    [Theory]
    [InlineData("engine")]
    [InlineData("projects")]
    public void RefusesTheNameOfAStep(string project) => DockerSystem.Refused(
        Web($"{{host: media, project: {project}}}"), $"'{project}' is the name of a step on every Docker host");

    [Fact]
    public void RefusesTwoProjectsWithOneNameOfTheirSteps() => DockerSystem.Refused(
        """
        apps:
          - {name: web, image: "nginx:1.29.1", runsOn: compose, compose: {host: media, project: arr-one}}
          - {name: other, image: "nginx:1.29.1", runsOn: compose, compose: {host: media-arr, project: one}}

        """,
        "have the name docker-media-arr-one together",
        hosts: "    - {name: media-arr, address: 10.0.1.23, managed: true, hostKey: 'ssh-ed25519 "
            + "AAAAC3NzaC1lZDI1NTE5AAAAIDyXeMhc03OoZxFZJrvQGTOr/bEsoSX3ompR/5oCX+tD'}\n\n");

    [Fact]
    public void RefusesAFileInThePlaceOfAVolume() => DockerSystem.Refused(
        Web("{host: media, volumes: [{volume: web-data, path: /data}]}", "files: [{name: a, path: /data, content: text}]"),
        "'web' has two things at /data");

    [Fact]
    public void RefusesAVolumeInAFolderOfTheSystem() => DockerSystem.Refused(
        Web("{host: media, volumes: [{volume: web-data, path: /proc/data}]}"),
        "/proc/data is a folder of the system's own files");

    [Fact]
    public void RefusesAFileThatNoStepTakes() => DockerSystem.Refused(
        Web($"{{host: media, env: [{{name: LONG, value: {new string('x', 130_000)}}}]}}"),
        "the Compose file of the project 'web' has");

    [Fact]
    public void RefusesPortsInTheNetworkOfTheHost() => DockerSystem.Refused(
        Web("{host: media, hostNetwork: true, ports: [{port: 8099}]}"), "compose.ports: nothing reads it while hostNetwork is true");

    private static string Web(string compose, string more = "")
    {
        var web = $"apps:\n  - name: web\n    image: nginx:1.29.1\n    runsOn: compose\n    compose: {compose}\n";
        return more.Length == 0 ? web : $"{web}    {more}\n";
    }
}

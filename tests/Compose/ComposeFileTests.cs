using Infra.Compose;
using Infra.Model;

namespace Infra.Tests.Compose;

public sealed class ComposeFileTests
{
    private static readonly ComposeHostSpec Host = new() { Name = "media", Address = "10.0.1.21" };

    private static readonly ComposeService Service = new("web", "nginx:1.29.1")
    {
        Environment = [("PRICE", "5 $USD")],
        SecretEnvironment = [("TOKEN", "token")],
        Files = [new() { Name = "conf", Path = "/etc/conf", Content = "one" }],
        Volumes = ["data:/data", "/srv/films:/films:ro"],
        Ports = [new() { Port = 80, Target = 8080 }, new() { Port = 53, Protocol = PortProtocol.Udp, Address = Ipv4.Parse("10.0.1.21") }],
        StopGracePeriod = Duration.Parse("1d"),
        Memory = "300M",
        Cpu = "1.5",
    };

    [Fact]
    public void FileIsTheWholeProject() => Assert.Equal(
        """
        name: shop
        services:
          web:
            image: nginx:1.29.1
            restart: unless-stopped
            networks:
            - default
            - infra
            ports:
            - 80:8080
            - 10.0.1.21:53:53/udp
            read_only: true
            cap_drop:
            - ALL
            security_opt:
            - no-new-privileges:true
            environment:
              PRICE: 5 $$USD
            env_file:
            - ./secrets/web.env
            volumes:
            - data:/data
            - /srv/films:/films:ro
            - ./files/web/conf:/etc/conf:ro
            stop_grace_period: 86400s
            deploy:
              resources:
                limits:
                  cpus: 1.5
                  memory: 300M
            logging:
              driver: json-file
              options:
                max-size: 10m
                max-file: 3
            labels:
              infra/files: DIGEST
              infra/secrets: ${SECRETS_WEB}
        volumes:
          data:
            external: true
            name: data
        networks:
          infra:
            external: true
            name: infra

        """.Replace("DIGEST", DigestOf(Service), StringComparison.Ordinal),
        Of(Service));

    [Fact]
    public void ChangedFileChangesTheService()
    {
        var other = Service with { Files = [Service.Files[0] with { Content = "two" }] };
        Assert.NotEqual(DigestOf(Service), DigestOf(other));
    }

    [Fact]
    public void NetworkOfTheHostHasNoOther()
    {
        var text = Of(Service with { HostNetwork = true, Ports = [] });
        Assert.Contains("network_mode: host", text, StringComparison.Ordinal);
        Assert.DoesNotContain("networks:", text, StringComparison.Ordinal);
    }

    [Fact]
    public void NetworksOfTheProjectKeepServicesApart()
    {
        var text = Of(Service with { Networks = ["back"] });
        Assert.Contains("    networks:\n    - back\n    - infra\n", text, StringComparison.Ordinal);
        Assert.Contains("networks:\n  back: {}\n  infra:\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void VolumeOfADescribedUserTakesNothingFromTheImage()
    {
        var text = Of(Service with { User = "1000:1001", Volumes = ["data:/data", "films:/films:ro", "/srv/more:/more"] });
        Assert.Contains(
            """
                volumes:
                - type: volume
                  source: data
                  target: /data
                  volume:
                    nocopy: true
                - type: volume
                  source: films
                  target: /films
                  read_only: true
                  volume:
                    nocopy: true
                - /srv/more:/more

            """,
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void CheckAndDependenciesAreWritten()
    {
        var text = Of(Service with
        {
            Health = new(["CMD", "test", "$HOME"], "15s", "3s", 4, "60s"),
            DependsOn = [("db", true), ("queue", false)],
        });
        Assert.Contains(
            "    healthcheck:\n      test:\n      - CMD\n      - test\n      - $$HOME\n      interval: 15s\n      timeout: 3s\n"
                + "      retries: 4\n      start_period: 60s\n",
            text,
            StringComparison.Ordinal);
        Assert.Contains(
            "    depends_on:\n      db:\n        condition: service_healthy\n      queue:\n        condition: service_started\n",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void DatabaseImageKeepsTheRightsThatDockerGives()
    {
        var text = Of(Service with { Capabilities = null });
        Assert.DoesNotContain("cap_drop", text, StringComparison.Ordinal);
        Assert.Contains("no-new-privileges:true", text, StringComparison.Ordinal);
    }

    /// <summary>The text without quotes, which the writer sets where a value needs them.</summary>
    private static string Of(ComposeService service) =>
        ComposeFile.Of(new(Host, "shop", [service])).Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);

    private static string DigestOf(ComposeService service)
    {
        const string Label = "infra/files: ";
        var text = Of(service);
        var start = text.IndexOf(Label, StringComparison.Ordinal) + Label.Length;
        return text[start..text.IndexOf('\n', start)];
    }
}

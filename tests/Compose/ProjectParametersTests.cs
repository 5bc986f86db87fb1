using System.Text;
using Infra.Compose;
using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Compose;

/// <summary>Parameters of the step that brings a project up.</summary>
public sealed class ProjectParametersTests
{
    private static readonly ComposeHostSpec Host = new() { Name = "sleepy", Address = "192.0.2.9", Managed = true };

    [Fact]
    public void LargeFileIsInPartsThatTheKernelTakes()
    {
        var content = string.Concat(Enumerable.Repeat("\U0001F433", 50_001));

        var parameters = Of(Service("plex") with { Files = [new() { Name = "big", Path = "/big", Content = content }] });

        var parts = parameters.Where(static one => one.Key.StartsWith("FILE_0_", StringComparison.Ordinal)).ToList();
        Assert.Equal($"files/plex/big {parts.Count}", parameters["FILES"]);
        Assert.Equal(content, string.Concat(Enumerable.Range(0, parts.Count).Select(part => parameters[$"FILE_0_{part}"])));
        Each.Of(parts, static part => Assert.InRange(Encoding.UTF8.GetByteCount(part.Value), 1, (128 * 1024) - 100));
        Each.Of(parts, static part => Assert.Equal(part.Value, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(part.Value))));
    }

    [Fact]
    public void EmptyFileHasNoPart() => Assert.Equal(
        "files/plex/empty 0", Of(Service("plex") with { Files = [new() { Name = "empty", Path = "/empty", Content = "" }] })["FILES"]);

    [Fact]
    public void ServiceOfAProfileIsNotStarted()
    {
        var parameters = Of(Service("plex"), Service("tool") with { Profile = "tools" });

        Assert.Equal("plex", parameters["SERVICES"]);
        Assert.Equal("registry.example.org/plex:1", parameters["IMAGES"]);
    }

    [Fact]
    public void SecretsAreCountedAndNotNamed()
    {
        var parameters = Of(
            Service("plex") with
            {
                SecretEnvironment = [("CLAIM", "claimToken")],
                Files = [new() { Name = "key", Path = "/key", Secret = "plexKey" }],
            },
            Service("tuner") with { SecretEnvironment = [("PASSWORD", "tunerPassword")] });

        Assert.Equal("3", parameters["SECRETS"]);
        Each.Of(parameters, static one => Assert.DoesNotContain("claimToken", one.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void ProjectInTheNetworkOfTheHostNeedsNoOther() => Assert.Equal("", Of(Service("plex") with { HostNetwork = true })["NETWORK"]);

    private static ComposeService Service(string name) => new(name, $"registry.example.org/{name}:1") { Memory = "64M", Cpu = "0.5" };

    private static IReadOnlyDictionary<string, string> Of(params ComposeService[] services) =>
        ProjectParameters.Of(new(Host, "media", services), "homelab");
}

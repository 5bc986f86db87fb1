using Infra.Lab.Double;

namespace Infra.Tests.Lab.Doubles;

public sealed class SettingsTests
{
    [Fact]
    public void FileInConfigYamlDOverridesConfigYaml()
    {
        var settings = new Settings();

        settings.Read("node-name: one\ndisable:\n  - servicelb\n  - traefik\n");
        settings.Read("disable:\n  - servicelb\nserver: https://198.18.64.1:6443\n");

        Assert.Equal("one", settings["node-name"]);
        Assert.Equal(["servicelb"], settings.All("disable"));
        Assert.Equal("https://198.18.64.1:6443", settings["server"]);
    }
}

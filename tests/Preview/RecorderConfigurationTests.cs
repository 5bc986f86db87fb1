using Infra.Tests.Support;
using Pulumi;

namespace Infra.Tests.Preview;

[Collection(ProcessConfiguration.Name)]
public sealed class RecorderConfigurationTests
{
    [Fact]
    public async Task RecordingRestoresTheProcessConfiguration()
    {
        Environment.SetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS", "[\"mine\"]");
        try
        {
            await SmallStack.PlanAsync(() => Assert.Equal("fsn1", new Config().Require("location")), ("infra:location", "fsn1"));
            Assert.Equal("[\"mine\"]", Environment.GetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS"));
            Assert.Null(Environment.GetEnvironmentVariable("PULUMI_CONFIG"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS", null);
        }
    }
}

using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Platform;

public sealed class PrometheusPartTests
{
    [Theory]
    [InlineData("observability: {loki: {class: fast}}", "there is no storage class 'fast'")]
    [InlineData("observability: {namespace: monitoring}", "there is no namespace 'monitoring'")]
    [InlineData("observability: {composeHosts: [docker-9]}", "there is no Docker host 'docker-9'")]
    public void RefusesUnknownReferencesOfObservability(string overrides, string says) => Refused(overrides, says);
}

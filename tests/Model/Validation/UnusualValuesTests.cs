using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

/// <summary>Tests of values that look wrong and are right: each is accepted, and planned as it is written.</summary>
public sealed class UnusualValuesTests
{
    [Theory]
    [InlineData("apps: [{name: wordpress, env: [{name: GREETING, value: \"it's $HOME `x` \\\"y\\\" $(z) \\\\\"}]}]")]
    [InlineData("apps: [{name: wordpress, env: [{name: -._x, value: ''}]}]")]
    [InlineData("apps: [{name: wordpress, description: '留言板 — доска объявлений'}]")]
    [InlineData("apps: [{name: wordpress, args: ['--title=Größe: 100%', '; rm -rf /']}]")]
    [InlineData("ingress: {tls: {email: o'brien+ops@xn--bcher-kva.example.com}}")]
    [InlineData("ingress: {hosts: [{name: www, path: /wiki/日本語}]}")]
    [InlineData("apps: [{name: '0', image: 'a:1', resources: {requestCpu: 0.05, requestMemory: 64.5Mi}}]")]
    [InlineData("databases: {dumps: [{name: mysql-backup-offsite, schedule: '*/15 0-6,22 1,15 * 1-5'}]}")]
    [InlineData("databases: {dumps: [{name: mysql-backup-offsite, timeout: 1h30m500ms}]}")]
    [InlineData("cluster: {nodes: [{name: worker-1, labels: {example.org/empty: ''}}]}")]
    [InlineData("apps: [{name: wordpress, image: 'localhost:5000/a__b/c--d:1.0_x'}]")]
    [InlineData("secrets: [{name: a.b_c-1, purpose: \"quotes ' and \\\" and `x`\"}]")]
    public void AcceptsWhatOnlyLooksWrong(string overrides) => Accepted(overrides);
}

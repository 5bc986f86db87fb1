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
    [InlineData("storage: {longhorn: {dataPath: /mnt/etc}}")]
    public void AcceptsWhatOnlyLooksWrong(string overrides) => Accepted(overrides);

    /// <summary>Values that look right, and that their reader refuses or ignores.</summary>
    [Theory]
    [InlineData("ingress: {hosts: [{name: www, path: '/x/../y?z#f'}]}", "ingress.hosts[www].path: '/x/../y?z#f' is not a path of requests")]
    [InlineData(
        "ingress: {tls: {email: ops@example.org}}", "ingress.tls.email: 'ops@example.org' is not a mail address at a public domain")]
    [InlineData("storage: {longhorn: {dataPath: /etc}}", "storage.longhorn.dataPath: '/etc' is not a folder for data")]
    [InlineData("apps: [{name: wordpress, image: 'a.example:70000/b:1.0'}]", "'a.example:70000/b:1.0' is not a pinned image")]
    public void RefusesWhatOnlyLooksRight(string overrides, string says) => RefusedAmongOthers(overrides, says);
}

using Infra.Cluster;

namespace Infra.Tests.Cluster;

public sealed class PodSecurityAdmissionTests
{
    [Fact]
    public void WritesTheFileThatTheApiServerReads() => Assert.Equal(
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AdmissionConfiguration
        plugins:
        - name: PodSecurity
          configuration:
            apiVersion: pod-security.admission.config.k8s.io/v1
            kind: PodSecurityConfiguration
            defaults:
              enforce: baseline
              audit: restricted
              warn: restricted
            exemptions:
              usernames: []
              runtimeClasses: []
              namespaces:
              - kube-system
        - name: EventRateLimit
          configuration:
            apiVersion: eventratelimit.admission.k8s.io/v1alpha1
            kind: Configuration
            limits:
            - type: Server
              qps: 5000
              burst: 20000

        """,
        PodSecurityAdmission.Yaml);

    [Fact]
    public void EnablesEveryPluginThatItConfigures() =>
        Assert.Equal(["NodeRestriction", "EventRateLimit"], PodSecurityAdmission.Plugins.Split(','));
}

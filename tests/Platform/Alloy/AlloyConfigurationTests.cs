using Infra.Model;
using Infra.Platform;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class AlloyConfigurationTests
{
    private const string Url = "http://loki.infra.svc:3100/loki/api/v1/push";

    public static TheoryData<bool, bool, bool> Choices() =>
        new() { { true, true, true }, { true, true, false }, { true, false, false }, { false, true, false } };

    [Theory]
    [MemberData(nameof(Choices))]
    public void ConfigurationOfANodeUsesNamesOfTheReference(bool journal, bool pods, bool promtail) => Assert.Empty(AlloyReference.Mistakes(
        AlloyConfiguration.OfNode(new() { Journal = journal, Pods = pods, Promtail = promtail ? new() : null }, "home", Url)));

    [Fact]
    public void ConfigurationOfADockerHostUsesNamesOfTheReference() =>
        Assert.Empty(AlloyReference.Mistakes(AlloyConfiguration.OfDockerHost("drowzee", "home", Url)));

    [Fact]
    public void ReferenceFindsMistakes() => Assert.Equal(
        [
            "loki.write \"a\" is there twice", "loki.write has no argument urls", "loki.write/endpoint needs url",
            "loki.source.file needs targets", "loki.source.file has no block wal", "loki.process.b.receiver is nowhere",
        ],
        AlloyReference.Mistakes(
        [
            new("loki.write", "a"),
            new("loki.write", "a") { Attributes = [("urls", "[]")], Blocks = [new("endpoint")] },
            new("loki.source.file", "c") { Attributes = [("forward_to", "[loki.process.b.receiver]")], Blocks = [new("wal")] },
        ]));

    [Fact]
    public void NodeSendsItsJournalAndThePodsLogs()
    {
        const string Expected =
            """
            logging {
              level = "warn"
              format = "logfmt"
            }

            loki.relabel "journal" {
              forward_to = []
              rule {
                source_labels = ["__journal__systemd_unit"]
                target_label = "unit"
              }
              rule {
                source_labels = ["unit"]
                regex = "(session|run|docker|cri-containerd)-.*\\.scope"
                target_label = "unit"
                replacement = "$1.scope"
              }
              rule {
                source_labels = ["__journal_priority_keyword"]
                target_label = "level"
              }
              rule {
                target_label = "job"
                replacement = "systemd-journal"
              }
            }

            loki.source.journal "journal" {
              forward_to = [loki.write.default.receiver]
              relabel_rules = loki.relabel.journal.rules
              max_age = "24h"
              labels = {"node" = sys.env("NODE_NAME")}
            }

            discovery.kubernetes "pods" {
              role = "pod"
              selectors {
                role = "pod"
                field = "spec.nodeName=" + sys.env("NODE_NAME")
              }
            }

            discovery.relabel "pods" {
              targets = discovery.kubernetes.pods.targets
              rule {
                source_labels = ["__meta_kubernetes_namespace"]
                target_label = "namespace"
              }
              rule {
                source_labels = ["__meta_kubernetes_pod_name"]
                target_label = "pod"
              }
              rule {
                source_labels = ["__meta_kubernetes_pod_container_name"]
                target_label = "container"
              }
              rule {
                source_labels = ["__meta_kubernetes_pod_node_name"]
                target_label = "node"
              }
              rule {
                source_labels = ["__meta_kubernetes_pod_label_app"]
                regex = "(.+)"
                target_label = "app"
              }
              rule {
                source_labels = ["__meta_kubernetes_pod_label_app_kubernetes_io_name"]
                regex = "(.+)"
                target_label = "app"
              }
              rule {
                target_label = "job"
                replacement = "pods"
              }
              rule {
                source_labels = ["__meta_kubernetes_pod_uid", "__meta_kubernetes_pod_container_name"]
                separator = "/"
                target_label = "__path__"
                replacement = "/var/log/pods/*$1/*.log"
              }
            }

            local.file_match "pods" {
              path_targets = discovery.relabel.pods.output
            }

            loki.source.file "pods" {
              targets = local.file_match.pods.targets
              forward_to = [loki.process.pods.receiver]
            }

            loki.process "pods" {
              forward_to = [loki.write.default.receiver]
              stage.cri {}
              stage.label_drop {
                values = ["filename", "stream"]
              }
            }

            loki.write "default" {
              external_labels = {"cluster" = "home"}
              endpoint {
                url = "http://loki.infra.svc:3100/loki/api/v1/push"
                max_backoff_period = "1m"
                max_backoff_retries = 0
              }
            }

            """;
        Assert.Equal(Expected, AlloyBlock.Write(AlloyConfiguration.OfNode(new(), "home", Url)));
    }

    [Theory]
    [InlineData(true, false, "loki.source.journal", "discovery.kubernetes")]
    [InlineData(false, true, "discovery.kubernetes", "loki.source.journal")]
    public void ReadsOnlyWhatIsDescribed(bool journal, bool pods, string has, string lacks)
    {
        var names = AlloyConfiguration.OfNode(new() { Journal = journal, Pods = pods }, "home", Url).Select(block => block.Name).ToList();
        Assert.Contains(has, names);
        Assert.DoesNotContain(lacks, names);
    }

    [Fact]
    public void TakesOverThePositionOfPromtail()
    {
        var promtail = new PromtailSpec { Positions = "/srv/promtail/p.yaml", Job = "my \"job\"" };
        var source = AlloyConfiguration.OfNode(new() { Promtail = promtail }, "home", Url)
            .Single(block => block.Name == "loki.source.journal");
        Assert.Equal(
            [("file", "\"/srv/promtail/p.yaml\""), ("name", "\"my \\\"job\\\"\"")], Assert.Single(source.Blocks).Attributes);
    }

    [Fact]
    public void DockerHostLabelsItsLinesLikeItsMetrics()
    {
        var blocks = AlloyConfiguration.OfDockerHost("drowzee", "home", Url);
        Assert.Equal(
            "{\"cluster\" = \"home\", \"host\" = \"drowzee\", \"runtime\" = \"docker\"}",
            blocks.Single(block => block.Name == "loki.write").Attributes
                .Single(attribute => attribute.Name == "external_labels").Expression);
        Assert.Equal(
            ["container", "job", "job", "level", "project", "service", "unit", "unit"],
            blocks.Where(block => block.Name == "loki.relabel").SelectMany(block => block.Blocks)
                .Select(rule => rule.Attributes.Single(attribute => attribute.Name == "target_label").Expression.Trim('"'))
                .Order(StringComparer.Ordinal));
        Each.Lacks(blocks, block => block.Name.Contains("kubernetes", StringComparison.Ordinal));
    }
}

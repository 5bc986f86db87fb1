using System.Globalization;
using Infra.Databases;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Database servers whose instances restart, so that their primary moves or is away for a while.</summary>
internal static class PrimaryRule
{
    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            if (step.Kind != StepKind.Update)
            {
                continue;
            }
            if (DatabaseKinds.Of(step.Resource.Type) is { Instances.Length: > 0 } kind)
            {
                foreach (var finding in OfServer(step, kind))
                {
                    yield return finding;
                }
            }
            else if (step.Resource.TextAt("chart") is { } chart && DatabaseKinds.OfOperator(chart) is { } operated
                && step.Touches("version") && step.New.TextAt(operated.OperatorUpdate) != "true")
            {
                yield return new(
                    FindingLevel.Caution,
                    FindingTopic.Primary,
                    $"the operator {chart} is upgraded, which restarts the instances of every server of its kind, the primaries last",
                    step.Resource.Urn);
            }
        }
        if (OfNodes(steps) is { } moved)
        {
            yield return moved;
        }
    }

    private static IEnumerable<Finding> OfServer(ResourceStep step, ObjectKind kind)
    {
        var causes = Causes(step, kind);
        var (old, now) = (Instances(step.Old!, kind), Instances(step.New!, kind));
        if (causes.Count > 0)
        {
            yield return Restarted(step, kind, now, ResourceWords.List(causes));
        }
        else if (now < old)
        {
            yield return new(
                now == 1 ? FindingLevel.Caution : FindingLevel.Note,
                FindingTopic.Primary,
                $"{ResourceWords.Of(step.Resource)} has {Count(now)} instead of {Count(old)}"
                    + (now == 1 ? ": nothing takes over when it fails" : "; a primary among those that go hands over first"),
                step.Resource.Urn);
        }
        if (kind.Proxies.Length > 0 && step.Effective().Any(change => ConcernsProxies(change, kind)))
        {
            yield return new(
                FindingLevel.Caution,
                FindingTopic.Primary,
                $"{ResourceWords.Of(step.Resource)}: its proxies restart one after another, and cut the connections through them",
                step.Resource.Urn);
        }
    }

    /// <summary>Whether a change concerns all proxies, and not just their number.</summary>
    private static bool ConcernsProxies(PropertyChange change, ObjectKind kind) =>
        StepQuestions.AreRelated(change.Path, kind.Proxies) && change.Path != $"{kind.Proxies}.size";

    private static Finding Restarted(ResourceStep step, ObjectKind kind, int instances, string causes)
    {
        var words = ResourceWords.Of(step.Resource);
        var end = step.New.TextAt(kind.PrimaryUpdate) == "restart" ? "the primary restarts in place, the last" : kind.HandOver;
        var text = instances == 1
            ? $"{words}: its only instance restarts ({causes}), and its databases do not answer until it is back"
            : $"{words}: its {Count(instances)} restart one after another ({causes}); {end}";
        return new(FindingLevel.Caution, FindingTopic.Primary, text, step.Resource.Urn)
        {
            Advice = "clients lose their connections once: do it when little is written",
        };
    }

    private static List<string> Causes(ResourceStep step, ObjectKind kind)
    {
        var causes = step.Effective()
            .Where(change => kind.RestartedBy.Any(path => StepQuestions.AreRelated(change.Path, path))
                && !kind.NotRestartedBy.Any(path => StepQuestions.Covers(path, change.Path)))
            .Select(change => Short(change.Path))
            .ToList();
        if (kind.Settings.Length > 0)
        {
            var (old, now) = (step.Old.At(kind.Settings) ?? PlanValue.EmptyMap, step.New.At(kind.Settings) ?? PlanValue.EmptyMap);
            causes.AddRange(kind.RestartSettings.Where(key => old.TextOf(key) != now.TextOf(key)));
        }
        return causes;
    }

    private static string Short(string path) => path.StartsWith("spec.", StringComparison.Ordinal) ? path["spec.".Length..] : path;

    private static string Count(int instances) =>
        instances == 1 ? "1 instance" : $"{instances.ToString(CultureInfo.InvariantCulture)} instances";

    private static int Instances(PlanResource server, ObjectKind kind) => (int)(server.At(kind.Instances)?.Number ?? 1);

    private static bool IsServer(PlanResource resource) => DatabaseKinds.Of(resource.Type) is { Instances.Length: > 0 };

    /// <summary>Databases on nodes that are drained, switched off or gone; which pod is where is in no plan.</summary>
    private static Finding? OfNodes(StepIndex steps)
    {
        var nodes = NodeChange.Of(steps)
            .Where(change => change.Kind != NodeChangeKind.Restarted || change.Upgrade is not null)
            .Select(change => change.Node.Name)
            .ToList();
        var servers = steps.Diff.Old.Resources.Where(IsServer).ToList();
        if (nodes.Count == 0 || servers.Count == 0)
        {
            return null;
        }
        var single = servers.Where(server => Instances(server, DatabaseKinds.Of(server.Type)!) == 1).Select(ResourceWords.Of).ToList();
        var names = ResourceWords.List([.. servers.Select(ResourceWords.Of)]);
        return new(
            FindingLevel.Caution,
            FindingTopic.Primary,
            $"a primary that runs on {ResourceWords.List(nodes)} moves to another node ({names})"
                + (single.Count > 0 ? $"; {ResourceWords.List(single)} has no second instance and is away" : ""),
            servers.Count == 1 ? servers[0].Urn : null)
        {
            Advice = "see before the run that every replica follows its primary",
        };
    }
}

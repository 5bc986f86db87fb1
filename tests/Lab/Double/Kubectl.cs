using System.Globalization;

namespace Infra.Lab.Double;

/// <summary>
/// The subcommands of <c>k3s kubectl</c> that the node steps use, with exactly their arguments: others are
/// refused, so that no step depends on something that the lab does not simulate.
/// </summary>
internal sealed class Kubectl(ServerNode server)
{
    private const string ReadyPath = "jsonpath={.status.conditions[?(@.type==\"Ready\")].status}";
    private const string VoterPath = "jsonpath={.status.conditions[?(@.type==\"EtcdIsVoter\")].status}";
    private const string VersionPath = "jsonpath={.status.nodeInfo.kubeletVersion}";
    private const string ServersPath =
        "jsonpath={range .items[*]}{.metadata.name} {.status.conditions[?(@.type==\"Ready\")].status} "
        + "{.status.conditions[?(@.type==\"EtcdIsVoter\")].status}{\"\\n\"}{end}";

    private const string HostPath = "jsonpath={.metadata.annotations.infra/host}";
    private const string CordonedPath = "jsonpath={.spec.unschedulable}";
    private const string BudgetsPath =
        "jsonpath={range .items[?(@.status.disruptionsAllowed==0)]}{.metadata.namespace}/{.metadata.name} {end}";

    private const string TurnPath = "jsonpath={.metadata.annotations.infra/turn}";
    private const string TurnsPath =
        "jsonpath={range .items[*]}{.metadata.name}|{.status.conditions[?(@.type==\"Ready\")].status}|"
        + "{.metadata.annotations.infra/turn}{\"\\n\"}{end}";

    private const string LabelKeysPath = "jsonpath={.metadata.annotations.infra/labels}";
    private const string TaintKeysPath = "jsonpath={.metadata.annotations.infra/taints}";
    private const string TaintsPath = "jsonpath={range .spec.taints[*]}{.key}:{.effect} {end}";

    private const string PlacesPath =
        "jsonpath={range .items[*]}{.metadata.name}|{.status.conditions[?(@.type==\"Ready\")].status}|"
        + "{.spec.unschedulable}|{.spec.taints[*].effect}{\"\\n\"}{end}";

    private const string JobPath = "jsonpath={.status.conditions[?(@.type==\"Complete\")].status}";
    private const string DaemonSetPath =
        "jsonpath={range .items[*]}{.metadata.generation}|{.status.observedGeneration}|"
        + "{.status.desiredNumberScheduled}|{.status.updatedNumberScheduled}|{.status.numberAvailable}{end}";

    /// <summary>
    /// Runs a command as a node's kubelet, which may change only its own node, and may read what Kubernetes allows to nodes and what the
    /// program's <c>AgentRights</c> adds.
    /// </summary>
    public Task<string> RunAsNodeAsync(string node, string[] args) => args switch
    {
        ["get", "--raw", ..] or ["get", "nodes", "-o", ..] or ["get", "pdb", ..] => RunAsync(args),
        ["get", "node", var name, ..] when name == node => RunAsync(args),
        ["annotate", "node", var name, ..] when name == node => RunAsync(args),
        ["cordon" or "uncordon" or "drain", var name, ..] when name == node => RunAsync(args),
        _ => throw new RefusedException(
            $"Error from server (Forbidden): User \"system:node:{node}\" cannot: kubectl {string.Join(' ', args)}",
            fatal: false),
    };

    /// <summary>Runs a command and returns its output.</summary>
    public async Task<string> RunAsync(string[] args) => args switch
    {
        ["get", "crd", var kind, "-o", "name"] =>
            kind.EndsWith(".traefik.io", StringComparison.Ordinal)
                ? $"customresourcedefinition.apiextensions.k8s.io/{kind}"
                : throw new RefusedException(
                    $"Error from server (NotFound): customresourcedefinitions.apiextensions.k8s.io \"{kind}\" not found",
                    fatal: false),
        // k3s has installed its charts, with the values that are asked for.
        ["-n", "kube-system", "get", "job", "helm-install-traefik", "-o", JobPath] => "True",
        ["-n", "kube-system", "get", "daemonset", "-l", _, "-o", DaemonSetPath] => "1|1|1|1|1",
        ["get", "--raw", "/readyz"] =>
            await server.ReadyAsync() ? "ok" : throw new RefusedException("[-]etcd failed: reason withheld", fatal: false),
        ["get", "node", var name, .. var rest] => await GetAsync(name, rest),
        ["get", "nodes", "-l", "node-role.kubernetes.io/etcd=true", "-o", ServersPath] => await ServersAsync(),
        ["get", "nodes", "-o", TurnsPath] => await EachNodeAsync(node => node.Turn),
        ["get", "nodes", "-o", PlacesPath] => await EachNodeAsync(node =>
            (node.Unschedulable ? "true" : "") + "|" + string.Join(' ', (node.Taints ?? []).Select(taint => taint.Split(':')[^1]))),
        ["get", "pdb", "-A", "-o", BudgetsPath] => string.Join(' ', (await server.ReadAsync()).Budgets.Values),
        ["delete", "node", var name, .. var rest] => await DeleteAsync(name, rest.Contains("--ignore-not-found")),
        ["-n", "kube-system", "delete", "secret", var name, "--ignore-not-found"] => await ForgetPasswordAsync(name),
        ["annotate", "node", var name, var annotation, "--overwrite"] when annotation.StartsWith("infra/host=", StringComparison.Ordinal) =>
            await AnnotateAsync(name, annotation["infra/host=".Length..]),
        ["annotate", "node", var name, var annotation, "--overwrite"] when annotation.StartsWith("infra/turn=", StringComparison.Ordinal) =>
            await SetTurnAsync(name, annotation["infra/turn=".Length..]),
        ["annotate", "node", var name, "infra/turn-"] => await SetTurnAsync(name, ""),
        ["annotate", "node", var name, var keys, "--overwrite"] when keys.StartsWith("infra/labels=", StringComparison.Ordinal) =>
            await ChangeNodeAsync(name, node => node with { LabelKeys = keys["infra/labels=".Length..] }),
        ["annotate", "node", var name, var keys, "--overwrite"] when keys.StartsWith("infra/taints=", StringComparison.Ordinal) =>
            await ChangeNodeAsync(name, node => node with { TaintKeys = keys["infra/taints=".Length..] }),
        ["label", "node", var name, "--overwrite", .. var changes] =>
            await ChangeNodeAsync(name, node => node with { Labels = Changed(node.Labels ?? [], changes, label => label.Split('=')[0]) }),
        ["taint", "node", var name, "--overwrite", .. var changes] =>
            await ChangeNodeAsync(name, node => node with { Taints = Changed(node.Taints ?? [], changes, IdentityOf) }),
        ["double", "settings", var name] =>
            (await server.ReadAsync()).Nodes[name] is var node
                ? $"{string.Join(' ', node.Labels ?? [])}|{string.Join(' ', node.Taints ?? [])}"
                : "",
        ["cordon", var name] => await CordonAsync(name, cordoned: true),
        ["uncordon", var name] => await CordonAsync(name, cordoned: false),
        ["drain", var name, "--ignore-daemonsets", "--delete-emptydir-data", var timeout] => await DrainAsync(name, timeout),
        ["double", "budget", var node, var budget] => await BudgetAsync(node, budget),
        ["double", "budget", var node] => await BudgetAsync(node, null),
        ["double", "cluster-id"] => (await server.ReadAsync()).Id,
        ["double", "members"] =>
            string.Join(
                '\n', (await server.ReadAsync()).Members.Select(member => $"{member.Node} {(member.Learner ? "learner" : "voter")}")),
        ["double", "lost-learner", var node, var address] => await MembersAsync(
            members => members.Add(new(ServerNode.NewMemberName(node), node, address, Learner: true))),
        // k3s removes a learner that makes no progress for five minutes.
        ["double", "remove-learners"] => await MembersAsync(members => members.RemoveAll(member => member.Learner)),
        ["double", "nodes"] => await NodesAsync(),
        _ => throw new RefusedException($"the double does not support: kubectl {string.Join(' ', args)}", fatal: false),
    };

    private async Task<string> MembersAsync(Action<List<Member>> change)
    {
        await server.ChangeAsync(state => change(state.Members));
        return "";
    }

    private async Task<string> GetAsync(string name, string[] rest)
    {
        var state = await server.ReadAsync();
        if (!state.Nodes.TryGetValue(name, out var node))
        {
            return rest.Contains("--ignore-not-found")
                ? ""
                : throw new RefusedException($"Error from server (NotFound): nodes \"{name}\" not found", fatal: false);
        }
        return rest[^1] switch
        {
            "name" => $"node/{name}",
            ReadyPath => Truth(await server.IsReadyAsync(node)),
            VoterPath => node.Server ? Truth(IsVoter(state, node)) : "",
            VersionPath => node.Version,
            HostPath => node.Host,
            TurnPath => node.Turn,
            LabelKeysPath => node.LabelKeys,
            TaintKeysPath => node.TaintKeys,
            TaintsPath => string.Concat((node.Taints ?? []).Select(taint => $"{IdentityOf(taint)} ")),
            CordonedPath => node.Unschedulable ? "true" : "",
            var other => throw new RefusedException($"the double does not support: -o {other}", fatal: false),
        };
    }

    private async Task<string> ServersAsync()
    {
        var state = await server.ReadAsync();
        var lines = await Task.WhenAll(state.Nodes.Values.Where(node => node.Server).Select(async node =>
            $"{node.Name} {Truth(await server.IsReadyAsync(node))} {Truth(IsVoter(state, node))}\n"));
        return string.Concat(lines);
    }

    private async Task<string> EachNodeAsync(Func<NodeObject, string> last)
    {
        var state = await server.ReadAsync();
        return string.Concat(await Task.WhenAll(
            state.Nodes.Values.Select(async node => $"{node.Name}|{Truth(await server.IsReadyAsync(node))}|{last(node)}\n")));
    }

    private async Task<string> NodesAsync()
    {
        var state = await server.ReadAsync();
        var lines = await Task.WhenAll(state.Nodes.Values.Select(async node =>
            $"{node.Name} {(node.Server ? "server" : "agent")} {node.Version} "
            + $"{(await server.IsReadyAsync(node) ? "Ready" : "NotReady")}{(node.Unschedulable ? ",SchedulingDisabled" : "")}"));
        return string.Join('\n', lines);
    }

    private async Task<string> DeleteAsync(string name, bool tolerant)
    {
        var deleted = "";
        await server.ChangeAsync(state =>
        {
            if (!tolerant || state.Nodes.ContainsKey(name))
            {
                state.DeleteNode(name);
                deleted = $"node \"{name}\" deleted";
            }
        });
        return deleted;
    }

    private async Task<string> ForgetPasswordAsync(string secret)
    {
        var node = secret[..secret.IndexOf('.', StringComparison.Ordinal)];
        await server.ChangeAsync(state => state.Passwords.Remove(node));
        return $"secret \"{secret}\" deleted";
    }

    private async Task<string> AnnotateAsync(string name, string host)
    {
        await server.ChangeAsync(state => state.Nodes[name] = state.Nodes[name] with { Host = host });
        return $"node/{name} annotated";
    }

    private async Task<string> ChangeNodeAsync(string name, Func<NodeObject, NodeObject> change)
    {
        await server.ChangeAsync(state => state.Nodes[name] = change(state.Nodes[name]));
        return $"node/{name} changed";
    }

    /// <summary>The entries after changes: one that ends in a minus sign removes, which must be there, every other one sets.</summary>
    private static string[] Changed(IReadOnlyCollection<string> entries, string[] changes, Func<string, string> identity)
    {
        var after = entries.ToDictionary(identity, entry => entry, StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (!change.EndsWith('-'))
            {
                after[identity(change)] = change;
            }
            else if (!after.Remove(change[..^1]))
            {
                throw new RefusedException($"error: \"{change[..^1]}\" not found", fatal: false);
            }
        }
        return [.. after.Values.Order(StringComparer.Ordinal)];
    }

    /// <summary>The key and the effect of a taint, without its value.</summary>
    private static string IdentityOf(string taint) => $"{taint.Split('=')[0].Split(':')[0]}:{taint.Split(':')[^1]}";

    private async Task<string> SetTurnAsync(string name, string turn)
    {
        await server.ChangeAsync(state => state.Nodes[name] = state.Nodes[name] with { Turn = turn });
        return $"node/{name} annotated";
    }

    private async Task<string> CordonAsync(string name, bool cordoned)
    {
        await server.ChangeAsync(state => state.Nodes[name] = state.Nodes[name] with { Unschedulable = cordoned });
        return $"node/{name} {(cordoned ? "cordoned" : "uncordoned")}";
    }

    private async Task<string> DrainAsync(string name, string timeout)
    {
        await CordonAsync(name, cordoned: true);
        if ((await server.ReadAsync()).Budgets.TryGetValue(name, out var budget))
        {
            await Task.Delay(TimeSpan.FromSeconds(double.Parse(timeout["--timeout=".Length..].TrimEnd('s'), CultureInfo.InvariantCulture)));
            throw new RefusedException(
                $"error when evicting pods of {budget} (will retry after 5s): "
                    + "Cannot evict pod as it would violate the pod's disruption budget.\nerror: timed out",
                fatal: false);
        }
        return $"node/{name} drained";
    }

    private async Task<string> BudgetAsync(string node, string? budget)
    {
        await server.ChangeAsync(state =>
        {
            state.Budgets.Remove(node);
            if (budget is not null)
            {
                state.Budgets.Add(node, budget);
            }
        });
        return "";
    }

    private static bool IsVoter(ClusterState state, NodeObject node) => state.Voters.Any(voter => voter.Name == node.Member);

    private static string Truth(bool value) => value ? "True" : "False";
}

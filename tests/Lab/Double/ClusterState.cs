using System.Text.Json.Serialization;

namespace Infra.Lab.Double;

/// <summary>
/// The part of etcd's data that an installation needs: the cluster's identity, etcd members, node objects, node passwords.
/// Every operation changes the data or throws a <see cref="RefusedException"/> with k3s's message.
/// </summary>
internal sealed class ClusterState
{
    /// <summary>The cluster's identity, generated when it is initialized.</summary>
    public string Id { get; set; } = "";

    /// <summary>The cluster's certificate authority, PEM.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Number of changes; of two states, the one with the higher number is newer.</summary>
    public long Revision { get; set; }

    /// <summary>Password of servers.</summary>
    public string ServerToken { get; set; } = "";

    /// <summary>Identity of the etcd cluster; a reset generates a new one, which refuses members of the former cluster.</summary>
    public string Etcd { get; set; } = "first";

    /// <summary>The settings that must be equal on all servers.</summary>
    public SortedDictionary<string, string> Critical { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The members of etcd.</summary>
    public List<Member> Members { get; set; } = [];

    /// <summary>The node objects by name.</summary>
    public SortedDictionary<string, NodeObject> Nodes { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The node passwords by node.</summary>
    public SortedDictionary<string, string> Passwords { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Nodes on which a disruption budget blocks evictions, with the budget's name.</summary>
    public SortedDictionary<string, string> Budgets { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The voting members.</summary>
    [JsonIgnore]
    public IEnumerable<Member> Voters => Members.Where(member => !member.Learner);

    /// <summary>Initializes a cluster with one voting member.</summary>
    public static ClusterState Found(string id, string authority, JoinRequest first)
    {
        var state = new ClusterState { Id = id, Authority = authority, ServerToken = first.Password, Critical = first.Critical };
        state.Members.Add(new(first.MemberName, first.Node, first.Address, Learner: false));
        return state;
    }

    /// <summary>
    /// Adds a server as a learner. A known member name, or an address that is known without a name, is accepted again.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="reachable">Returns whether a member answers.</param>
    public void JoinServer(JoinRequest request, Func<Member, bool> reachable)
    {
        if (request.Password != ServerToken)
        {
            throw new RefusedException("failed to validate token: not authorized", fatal: true);
        }
        var different = Critical.Keys.Union(request.Critical.Keys, StringComparer.Ordinal)
            .Where(key => Critical.GetValueOrDefault(key) != request.Critical.GetValueOrDefault(key)).ToArray();
        if (different.Length > 0)
        {
            throw new RefusedException(
                $"critical configuration value mismatch between servers: {string.Join(", ", different)}", fatal: true);
        }
        if (Members.Any(member => member.Name == request.MemberName))
        {
            return;
        }
        if (Members.Any(member => member.Node == request.Node))
        {
            throw new RefusedException("duplicate node name found, please use a unique name for this node", fatal: true);
        }
        if (Members.Any(member => member.Learner))
        {
            throw new RefusedException("etcdserver: too many learner members in cluster", fatal: false);
        }
        if (!Voters.All(reachable))
        {
            throw new RefusedException("etcdserver: unhealthy cluster", fatal: false);
        }
        Members.Add(new(request.MemberName, request.Node, request.Address, Learner: true));
    }

    /// <summary>Promotes a learner to a voting member.</summary>
    public void Promote(string member)
    {
        var index = Members.FindIndex(candidate => candidate.Name == member);
        if (index < 0)
        {
            throw new RefusedException("etcdserver: member not found", fatal: true);
        }
        Members[index] = Members[index] with { Learner = false };
    }

    /// <summary>Registers a kubelet's node, with the password that the kubelet generated at its first start.</summary>
    public void Register(NodeObject node, string password)
    {
        if (Passwords.TryGetValue(node.Name, out var known) && known != password)
        {
            throw new RefusedException(
                "Node password rejected, duplicate hostname or contents of '/etc/rancher/node/password' may not match server "
                    + $"node-passwd entry, try enabling a unique node name: {node.Name}",
                fatal: true);
        }
        Passwords[node.Name] = password;
        Nodes[node.Name] = Nodes.TryGetValue(node.Name, out var old)
            ? node with
            {
                Unschedulable = old.Unschedulable,
                Host = old.Host,
                Turn = old.Turn,
                // k3s sets the configured labels at each start and removes none; the kubelet sets taints when it registers.
                Labels = Replaced(old.Labels ?? [], node.Labels ?? [], '='),
                Taints = old.Taints,
                LabelKeys = old.LabelKeys,
                TaintKeys = old.TaintKeys,
            }
            : node;
    }

    /// <summary>The entries with others added, which replace those of the same key.</summary>
    public static string[] Replaced(IEnumerable<string> entries, IReadOnlyCollection<string> others, char end) =>
        [
            .. entries.Where(entry => others.All(other => KeyOf(other, end) != KeyOf(entry, end)))
                .Concat(others)
                .Order(StringComparer.Ordinal)
        ];

    private static string KeyOf(string entry, char end) => entry.Split(end)[0];

    /// <summary>Resets the cluster: the data is kept, but one server is the only member of a new etcd cluster.</summary>
    /// <param name="password">The password in the server's token, with which etcd's bootstrap data is encrypted.</param>
    /// <param name="member">The server's member of etcd.</param>
    /// <param name="etcd">The identity of the new etcd.</param>
    public void Reset(string password, Member member, string etcd)
    {
        if (password != ServerToken)
        {
            throw new RefusedException("bootstrap data already found and encrypted with different token", fatal: true);
        }
        Members = [member];
        Etcd = etcd;
        Revision++;
    }

    /// <summary>Deletes a node object and its etcd member, as k3s does. The node password is kept.</summary>
    public void DeleteNode(string name)
    {
        if (!Nodes.Remove(name))
        {
            throw new RefusedException($"Error from server (NotFound): nodes \"{name}\" not found", fatal: false);
        }
        Members.RemoveAll(member => member.Node == name);
    }
}

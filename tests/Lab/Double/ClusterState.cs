using System.Text.Json.Serialization;

namespace Infra.Lab.Double;

/// <summary>
/// Data of etcd that installing a cluster needs: its identity, its members, the node objects, the node passwords.
/// Every operation either changes this or throws a <see cref="RefusedException"/> with k3s's own words.
/// </summary>
internal sealed class ClusterState
{
    /// <summary>The cluster's identity; another founding gives another one.</summary>
    public string Id { get; set; } = "";

    /// <summary>The cluster's certificate authority, PEM.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Counts the changes; the higher one is the newer state.</summary>
    public long Revision { get; set; }

    /// <summary>Password of servers.</summary>
    public string ServerToken { get; set; } = "";

    /// <summary>Identity of etcd's own cluster; a reset gives another one, to which members of the former are strangers.</summary>
    public string Etcd { get; set; } = "first";

    /// <summary>The settings that must be equal on all servers.</summary>
    public SortedDictionary<string, string> Critical { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The members of etcd.</summary>
    public List<Member> Members { get; set; } = [];

    /// <summary>The node objects by name.</summary>
    public SortedDictionary<string, NodeObject> Nodes { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The node passwords by node.</summary>
    public SortedDictionary<string, string> Passwords { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Nodes on which a disruption budget lets no pod be evicted, with that budget.</summary>
    public SortedDictionary<string, string> Budgets { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The voting members.</summary>
    [JsonIgnore]
    public IEnumerable<Member> Voters => Members.Where(member => !member.Learner);

    /// <summary>Founds a cluster with one voting member.</summary>
    public static ClusterState Found(string id, string authority, JoinRequest first)
    {
        var state = new ClusterState { Id = id, Authority = authority, ServerToken = first.Password, Critical = first.Critical };
        state.Members.Add(new(first.MemberName, first.Node, first.Address, Learner: false));
        return state;
    }

    /// <summary>
    /// Lets a server in as a learner. One that asks again with its member name is let on; so is one whose address is known without a name.
    /// </summary>
    /// <param name="request">Who asks.</param>
    /// <param name="reachable">Whether a member answers.</param>
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

    /// <summary>Gives a learner its vote.</summary>
    public void Promote(string member)
    {
        var index = Members.FindIndex(candidate => candidate.Name == member);
        if (index < 0)
        {
            throw new RefusedException("etcdserver: member not found", fatal: true);
        }
        Members[index] = Members[index] with { Learner = false };
    }

    /// <summary>A kubelet registers its node, with the password it made at its first start.</summary>
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
            ? node with { Unschedulable = old.Unschedulable, Host = old.Host, Turn = old.Turn }
            : node;
    }

    /// <summary>A reset: what etcd holds stays, but one server is its only member, and etcd another one.</summary>
    /// <param name="password">The password in the token of the server; what etcd keeps is encrypted with it.</param>
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

    /// <summary>Deletes a node object; k3s then removes its member of etcd. The node password stays.</summary>
    public void DeleteNode(string name)
    {
        if (!Nodes.Remove(name))
        {
            throw new RefusedException($"Error from server (NotFound): nodes \"{name}\" not found", fatal: false);
        }
        Members.RemoveAll(member => member.Node == name);
    }
}

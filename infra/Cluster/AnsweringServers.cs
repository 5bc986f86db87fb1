using System.Collections.Immutable;
using System.Globalization;
using Infra.Hosts;
using Pulumi;

namespace Infra.Cluster;

/// <summary>
/// The servers of a cluster, and which of them answer in this run: what one server of the cluster can do is done by the first that answers,
/// so that the loss of any one stops nothing. While all answer, that is always the same one. In a plan with unknown addresses the choice is
/// unknown too.
/// </summary>
public sealed class AnsweringServers
{
    private readonly ImmutableArray<NodeHost> _servers;
    private readonly Output<ImmutableArray<bool>> _answers;

    /// <summary>Asks the servers.</summary>
    /// <param name="servers">The servers, in the described order.</param>
    /// <param name="probe">The probe.</param>
    /// <param name="isUp">Whether the cluster was brought up before: then one of them should answer.</param>
    public AnsweringServers(IReadOnlyList<NodeHost> servers, IApiProbe probe, bool isUp)
    {
        _servers = [.. servers];
        _answers = Output.All(servers.Select(server => server.Address)).Apply(addresses => AskAsync(probe, addresses, isUp));
    }

    /// <summary>Asks servers, and warns when none answers although the cluster was brought up before.</summary>
    /// <param name="probe">The probe.</param>
    /// <param name="addresses">The servers' addresses, in the described order.</param>
    /// <param name="isUp">Whether the cluster was brought up before.</param>
    public static async Task<ImmutableArray<bool>> AskAsync(IApiProbe probe, ImmutableArray<string> addresses, bool isUp)
    {
        var answers = await probe.AnswersAsync(addresses).ConfigureAwait(false);
        if (isUp && !answers.Contains(true))
        {
            var asked = string.Join(", ", addresses);
            var port = Kubeconfig.Port.ToString(CultureInfo.InvariantCulture);
            Log.Warn(
                $"no server answers on port {port} of {asked}, so the first one is used; "
                + "admit this machine in cluster.firewall.apiFrom, or see docs/runbooks/quorum-loss.md");
        }

        return answers;
    }

    /// <summary>The first server that answers; the first of all when none does.</summary>
    public Output<NodeHost> First() => _answers.Apply(answers => _servers[Choose(answers)]);

    /// <summary>
    /// The first other server that answers; the first other one when none does, or when the host is a server that answers itself: nobody
    /// has to act for it, and the loss of another server changes no command of this one.
    /// </summary>
    /// <param name="host">The host for which another one acts.</param>
    public Output<NodeHost> ForHost(NodeHost host)
    {
        var index = _servers.IndexOf(host);
        return _answers.Apply(answers => _servers[ChooseFor(answers, index)]);
    }

    /// <summary>The index of the first server that answers; of the first one when none does.</summary>
    /// <param name="answers">Whether each answers.</param>
    public static int Choose(ImmutableArray<bool> answers) => Math.Max(answers.IndexOf(true), 0);

    /// <summary>The index of the server that acts for a host.</summary>
    /// <param name="answers">Whether each answers.</param>
    /// <param name="host">The host's index; -1 for an agent.</param>
    public static int ChooseFor(ImmutableArray<bool> answers, int host)
    {
        var first = host == 0 ? 1 : 0;
        if (host >= 0 && answers[host])
        {
            return first;
        }

        for (var index = 0; index < answers.Length; index++)
        {
            if (answers[index] && index != host)
            {
                return index;
            }
        }

        return first;
    }
}

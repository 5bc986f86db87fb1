using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>Invariants of servers and of the commands that run on hosts.</summary>
internal static class HostInvariants
{
    private const string Command = "command:remote:Command";
    private const string Server = "hcloud:index/server:Server";

    /// <summary>Longest command, which the provider prints before the output of a command that fails.</summary>
    private const int LongestCommand = 100;

    public static Invariant ServersIgnoreChangesOfFirstBootInputs => new()
    {
        Subjects = stack => stack.OfType(Server),
        Problem = (_, server) =>
            server.IgnoreChanges.SequenceEqual(
                ["image", "sshKeys", "userData"]) ? null : "a changed image, SSH key or user data would replace it",
        Broken = Invariant.Changed(server => server.With(nameof(PlanResource.IgnoreChanges), Array.Empty<string>())),
    };

    public static Invariant ProtectedServersRefuseDeletionAndRebuild => new()
    {
        Subjects = stack => stack.Spec.Environment.Protect ? stack.OfType(Server) : [],
        Problem = (_, server) =>
            server.Inputs["deleteProtection"] is { IsTrue: true } && server.Inputs["rebuildProtection"] is { IsTrue: true }
            ? null : "Hetzner would delete or rebuild it",
        Broken = Invariant.Changed(server => server.WithInput(PlanValue.OfTruth(false), "rebuildProtection")),
    };

    [Pitfall("hetzner-attachments")]
    public static Invariant WhatIsAttachedToAServerIsDeletedWithIt => new()
    {
        Subjects = stack => stack.Plan.Resources.Where(resource => resource.Inputs["serverId"] is not null),
        Problem = (_, attachment) =>
            attachment.DeletedWith is { } server && server.Contains($"{Server}::", StringComparison.Ordinal)
            ? null : "it would be taken from a running server",
        Broken = Invariant.Changed(attachment => attachment.With(nameof(PlanResource.DeletedWith), (string?)null)),
    };

    [Pitfall("hetzner-attachments")]
    public static Invariant VolumesAreDetachedByTheDeletionOfTheirServerOnly => new()
    {
        Subjects = stack => stack.OfType("hcloud:index/volumeAttachment:VolumeAttachment"),
        Problem = (_, attachment) => attachment.RetainOnDelete ? null : "a replacement of the server would detach its mounted volume first",
        Broken = Invariant.Changed(attachment => attachment.With(nameof(PlanResource.RetainOnDelete), false)),
    };

    public static Invariant CommandsEndInTime => new()
    {
        Subjects = stack => stack.OfType(Command),
        Problem = (_, command) =>
            command.Timeouts is { Create: not null, Update: not null } ? null : "creation or update has no time limit",
        Broken = Invariant.Changed(
            command => command.With(nameof(PlanResource.Timeouts), new PlanTimeouts(TimeSpan.FromMinutes(1), null, null))),
    };

    public static Invariant CommandsAreKeyedOnTheirHost => new()
    {
        Subjects = CommandsOfHosts,
        Problem = (stack, command) =>
            command.Inputs["triggers"] is not { Items: [{ Text.Length: > 0 }, ..] } ? "no trigger names its host"
            : HasExistingHosts(stack) || command.DependsOn.Any(
                urn => urn.Contains(Server, StringComparison.Ordinal)) ? null : "it does not depend on its server",
        Broken = Invariant.Changed(command => command.WithInput(PlanValue.OfList([]), "triggers")),
    };

    public static Invariant CommandsDoNothingOnDelete => new()
    {
        Subjects = stack => stack.OfType(Command),
        Problem = (_, command) => command.Inputs["delete"] is null ? null : "its deletion would wait for a host that may be gone",
        Broken = Invariant.Changed(command => command.WithInput("systemctl stop k3s", "delete")),
    };

    public static Invariant CommandsAreOneLineThatNamesItsScript => new()
    {
        Subjects = stack => stack.OfType(Command),
        Problem = (_, command) =>
            command.Inputs["create"]!.Text is var line && line.Length <= LongestCommand
                && Regex.IsMatch(line, @"\Aenv STEP=[a-z-]+ SCRIPT=[0-9a-f]{16} bash -s\z")
            ? null : $"a failure would print {line.Length} characters before its message",
        Broken = Invariant.Changed(command => command.WithInput("set -eu\nsystemctl start k3s\n", "create")),
    };

    public static Invariant ScriptsEndBeforeTheirResourcesTimeIsOver => new()
    {
        Subjects = stack => stack.OfType(Command).Where(HasPlainInput),
        Problem = (_, command) =>
            Regex.Match(command.Inputs["stdin"]!.Text, "\nLIMIT_SECONDS='([0-9]+)'\n") is { Success: true } limit
                && int.Parse(limit.Groups[1].Value, CultureInfo.InvariantCulture) + 30 < command.Timeouts!.Create!.Value.TotalSeconds
            ? null : "the engine would give up before its script is stopped",
        Broken = Invariant.Changed(
            command => command.With(nameof(PlanResource.Timeouts), new PlanTimeouts(TimeSpan.Zero, TimeSpan.Zero, null))),
    };

    public static Invariant SessionsPinTheHostKey => new()
    {
        Subjects = CommandsOfHosts,
        Problem = (stack, command) =>
            (HasExistingHosts(stack) && stack.Spec.Cluster.Nodes.All(node => node.HostKey is not null))
                || command.DependsOn.Any(urn => urn.EndsWith("-host-key", StringComparison.Ordinal))
                ? null : "no host key is pinned before it connects",
        Broken = Invariant.Changed(command => command.With(nameof(PlanResource.DependsOn), Array.Empty<string>())),
    };

    public static Invariant OnlyCommandsOfOtherUsersBecomeRoot => new()
    {
        Subjects = stack => CommandsOfHosts(stack).Where(HasPlainInput),
        Problem = (stack, command) =>
        {
            var input = command.Inputs["stdin"]!.Text;
            var nodes = stack.Spec.Cluster.Nodes.Select(node => (node.Name, User: stack.Spec.Cluster.SshUserOf(node)));
            var hosts = stack.Spec.Compose.Hosts.Select(host => (host.Name, User: host.SshUser));
            var (name, user) = nodes.Concat(hosts).SingleOrDefault(
                host => input.Contains($"\nNODE_NAME='{host.Name}'\n", StringComparison.Ordinal));
            return name is null ? "its script names no host"
                : input.Contains($"\nSSH_USER='{user}'\n", StringComparison.Ordinal) ? null
                : $"{user} runs it with the rights of another user";
        },
        Broken = Invariant.Changed(command => command.WithInput(
            command.Inputs["stdin"]!.Text.Replace("\nSSH_USER='", "\nSSH_USER='x", StringComparison.Ordinal), "stdin")),
    };

    /// <summary>Gates and data moves use a server of the last run, by the outputs of its stack, which no plan has.</summary>
    private static IEnumerable<PlanResource> CommandsOfHosts(PlannedStack stack) => stack.OfType(Command)
        .Where(command => !command.Urn.Contains("::infra:migration:", StringComparison.Ordinal));

    private static bool HasPlainInput(PlanResource command) => !command.SecretInputs.Contains("stdin", StringComparer.Ordinal);

    private static bool HasExistingHosts(PlannedStack stack) => stack.Spec.Cluster.Provider == ClusterProvider.ExistingHosts;
}

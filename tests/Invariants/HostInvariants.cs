using System.Text;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>Invariants of servers and of the commands that run on hosts.</summary>
internal static class HostInvariants
{
    private const string Command = "command:remote:Command";
    private const string Server = "hcloud:index/server:Server";

    // sshd passes a command to the user's shell as one argument, which Linux limits to 128 KiB (MAX_ARG_STRLEN).
    private const int LongestArgument = (128 * 1024) - 1;

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
        Subjects = stack => stack.OfType(Command),
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

    public static Invariant CommandsFitAnArgument => new()
    {
        Subjects = stack => stack.OfType(Command),
        Problem = (_, command) =>
            Encoding.UTF8.GetByteCount(
                command.Inputs["create"]!.Text) is var length and (0 or > LongestArgument) ? $"its script has {length} bytes" : null,
        Broken = Invariant.Changed(command => command.WithInput(new string('x', LongestArgument + 1), "create")),
    };

    public static Invariant SessionsPinTheHostKey => new()
    {
        Subjects = stack => stack.OfType(Command),
        Problem = (stack, command) =>
            (HasExistingHosts(stack) && stack.Spec.Cluster.Nodes.All(node => node.HostKey is not null))
                || command.DependsOn.Any(urn => urn.EndsWith("-host-key", StringComparison.Ordinal))
                ? null : "no host key is pinned before it connects",
        Broken = Invariant.Changed(command => command.With(nameof(PlanResource.DependsOn), Array.Empty<string>())),
    };

    public static Invariant OnlyCommandsOfOtherUsersBecomeRoot => new()
    {
        Subjects = stack => stack.OfType(Command),
        Problem = (stack, command) =>
        {
            var script = command.Inputs["create"]!.Text;
            var node = stack.Spec.Cluster.Nodes.SingleOrDefault(
                node => script.Contains($"NODE_NAME='{node.Name}'\n", StringComparison.Ordinal));
            return node is null ? "its script names no node"
                : script.Contains(
                    "| sudo -n bash -c", StringComparison.Ordinal) == (stack.Spec.Cluster.SshUserOf(node) != ClusterSpec.Root) ? null
                : $"{stack.Spec.Cluster.SshUserOf(node)} runs it with the rights of another user";
        },
        Broken = Invariant.Changed(command => command.WithInput(
            command.Inputs["create"]!.Text is var script && script.Contains("| sudo -n bash -c", StringComparison.Ordinal)
                ? script.Replace("| sudo -n bash -c", "| bash -c", StringComparison.Ordinal)
                : $"{script}\nprintf '' | sudo -n bash -c true",
            "create")),
    };

    private static bool HasExistingHosts(PlannedStack stack) => stack.Spec.Cluster.Provider == ClusterProvider.ExistingHosts;
}

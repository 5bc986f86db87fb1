using Infra.Model;
using Infra.Model.Loading;

namespace Infra.Tests.Systems;

/// <summary>
/// Smallest system with the managed Docker hosts <c>media</c> and, on the cluster's node, <c>beside</c>, an unmanaged one and more.
/// </summary>
internal static class DockerSystem
{
    private const string HostKey =
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABB"
            + "BFTReBrDoremrbc3db66mPK7rNpg21/IhPz3V3cMEynXdNcoDRb2KGqhbld2tY54x3zT7yF2EFOMC+h8GIDXqf4=";

    private const string OtherKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMP7oXPt2i3RgAGdYGF0hUO0tuTSrBQ4SrfI3VVcPfXh";

    private const string Hosts = $$"""

        compose:
          hosts:
            - {name: media, address: 10.0.1.21, managed: true, hostKey: '{{HostKey}}', portsInUse: [8443], memory: 2Gi}
            - {name: beside, address: 10.0.1.11, managed: true, hostKey: '{{OtherKey}}'}
            - {name: old, address: 10.0.1.22}

        """;

    /// <summary>The system with apps, databases and more in YAML; it must be valid.</summary>
    public static SystemSpec Of(string more)
    {
        var result = Load(more);
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        return result.Spec;
    }

    /// <summary>Asserts that a description causes exactly one error, which contains a text.</summary>
    /// <param name="more">The apps, databases and more.</param>
    /// <param name="says">The text.</param>
    /// <param name="hosts">Further Docker hosts.</param>
    /// <param name="overrides">Settings of the environment.</param>
    public static void Refused(string more, string says, string hosts = "", string overrides = "")
    {
        var errors = Errors(hosts + more, overrides);
        Assert.True(
            errors.Count == 1 && errors[0].Contains(says, StringComparison.Ordinal), $"says {says}, but is:\n{string.Join('\n', errors)}");
    }

    /// <summary>Asserts that a description causes an error that contains a text, perhaps among others.</summary>
    public static void RefusedAmongOthers(string more, string says) =>
        Assert.Contains(Errors(more), error => error.Contains(says, StringComparison.Ordinal));

    /// <summary>Asserts that a description causes no error.</summary>
    public static void Accepted(string more) => Assert.Empty(Errors(more));

    /// <summary>The warnings of a description.</summary>
    public static List<string> Warnings(string more) =>
        [
            .. Load(more).Problems.Where(static problem => problem.Level == ProblemLevel.Warning)
                .Select(static problem => problem.ToString()),
        ];

    private static List<string> Errors(string more, string overrides = "") =>
        [
            .. Load(more, overrides).Problems.Where(static problem => problem.Level == ProblemLevel.Error)
                .Select(static problem => problem.ToString()),
        ];

    private static LoadResult Load(string more, string overrides = "")
    {
        using var system = new ScratchSystem();
        var file = Path.Combine(system.Root, "stacks/tiny/system.yaml");
        File.AppendAllText(file, Hosts + more);
        var selection = new StackSelection
        {
            Stack = "prod",
            System = "tiny",
            Environment = "prod",
            Overrides = overrides.Length == 0 ? null : new(overrides, "overrides"),
        };
        return StackLoad.System(system.Root, selection, withOthers: false);
    }
}

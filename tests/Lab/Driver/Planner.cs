using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Infra.Model;
using Infra.Preview.Recording;

namespace Infra.Tests.Lab.Driver;

/// <summary>
/// Plans described systems with real keys, the lab's addresses and the outputs of commands that ran. A plan is cached by everything it was
/// made from: labs with the same start share it.
/// </summary>
internal static class Planner
{
    /// <summary>Type of a remote command.</summary>
    public const string CommandType = "command:remote:Command";

    /// <summary>Type of a copy to a host.</summary>
    public const string CopyType = "command:remote:CopyToRemote";

    private static readonly ConcurrentDictionary<string, Lazy<Task<LabPlan>>> Plans = new(StringComparer.Ordinal);

    /// <summary>Key of the generated passwords: unknown to everybody, and the same in every lab of this test run.</summary>
    private static readonly byte[] Seed = RandomNumberGenerator.GetBytes(32);

    /// <summary>The plan of a system on given facts.</summary>
    public static Task<LabPlan> PlanAsync(SystemSpec system, PlanFacts facts) =>
        Plans.GetOrAdd(Canonical.DigestOf(system, facts), _ => new(() => RecordAsync(system, facts))).Value;

    private static async Task<LabPlan> RecordAsync(SystemSpec system, PlanFacts facts)
    {
        var secrets = RequiredSecrets.Of(system).Select(secret => secret.Key).ToArray();
        var inputs = new ConcurrentDictionary<string, IReadOnlyDictionary<string, object>>(StringComparer.Ordinal);
        var passwords = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var founder = facts.Founder;
        var result = await GraphRecorder.RecordAsync(
            options => new InfraStack(new StackInputs { System = system, Probe = new KnownProbe(facts.Answering) }, options),
            new()
            {
                Header = new("lab", "lab", "lab", null),
                Config = secrets.ToDictionary(
                    key => key, key => key == SecretKeys.SshPrivateKey
                        ? facts.Keys["nodes-ssh"].Private
                        : facts.Secrets.GetValueOrDefault(key) ?? SecretToken.For(key)),
                SecretKeys = secrets,
                Computed = Computed,
            });
        Assert.Empty(result.Problems);
        return new(result.Graph!, inputs, [.. passwords.Values], founder);

        ComputedState? Computed(string type, string name, IReadOnlyDictionary<string, object> arguments)
        {
            switch (type)
            {
                case CopyType:
                    inputs[name] = arguments;
                    return null;
                case CommandType:
                    inputs[name] = arguments;
                    return facts.Outputs.TryGetValue(name, out var output) ? Outputs(("stdout", output)) : null;
                case "tls:index/privateKey:PrivateKey":
                    return Outputs(("privateKeyOpenssh", facts.Keys[name].Private), ("publicKeyOpenssh", facts.Keys[name].Public));
                case "random:index/randomPassword:RandomPassword":
                    return Outputs(("result", passwords.GetOrAdd(name, PasswordOf)));
                case "random:index/randomId:RandomId":
                    founder ??= arguments;
                    return Outputs(("keepers", founder["keepers"]));
                case "hcloud:index/server:Server" when HostOf(name, "-server") is { } host:
                    return new(host.Id, new Dictionary<string, object>());
                case "hcloud:index/primaryIp:PrimaryIp" when HostOf(name, "-address") is { } host:
                    return Outputs(("ipAddress", host.Address));
                default:
                    return null;
            }
        }

        PlannedHost? HostOf(string resource, string ending) =>
            resource.EndsWith(ending, StringComparison.Ordinal) ? facts.Hosts.GetValueOrDefault(resource[..^ending.Length]) : null;
    }

    /// <summary>A generated password by its logical name.</summary>
    public static string PasswordOf(string name) => Convert.ToHexStringLower(HMACSHA256.HashData(Seed, Encoding.UTF8.GetBytes(name)))[..48];

    private static ComputedState Outputs(params (string Key, object Value)[] outputs) =>
        new(null, outputs.ToDictionary(output => output.Key, output => output.Value, StringComparer.Ordinal));
}

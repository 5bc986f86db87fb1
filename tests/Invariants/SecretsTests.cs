using Infra.Model;
using Infra.Model.Loading;
using Infra.Preview;
using Infra.Preview.Recording;
using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>Required secrets of the frozen stacks: exactly those that the program reads.</summary>
public sealed class SecretsTests
{
    /// <summary>Every stack with every secret that it requires.</summary>
    public static TheoryData<string, string> Asked()
    {
        var asked = new TheoryData<string, string>();
        foreach (var stack in FrozenSystems.Stacks)
        {
            foreach (var secret in RequiredSecrets.Of(Described.StackOf(stack)))
            {
                asked.Add(stack, secret.Key);
            }
        }

        return asked;
    }

    /// <summary>Names of the stacks.</summary>
    public static TheoryData<string> Stacks() => Plans.Stacks();

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task RequiredSecretsAreEnough(string stack) => Assert.Empty((await RunAsync(stack, key => true)).Problems);

    [Theory]
    [MemberData(nameof(Asked))]
    [Pitfall("velero-kopia-password")]
    public async Task EveryRequiredSecretIsRead(string stack, string key) =>
        Assert.Contains(
            (await RunAsync(stack, other => other != key)).Problems, problem => problem.Contains(key, StringComparison.Ordinal));

    private static async Task<RecordingResult> RunAsync(string stack, Func<string, bool> isGiven)
    {
        var system = StackLoad.Load(FrozenSystems.Root, stack).Result.Spec!;
        var keys = RequiredSecrets.Of(system).Select(secret => secret.Key).Where(isGiven).ToArray();
        return await GraphRecorder.RecordAsync(
            options => new InfraStack(new StackInputs { System = system }, options),
            new()
            {
                Header = new(system.Stack.Name, system.Stack.System, system.Stack.Environment, system.Stack.Phase),
                Config = keys.ToDictionary(key => key, SecretToken.For),
                SecretKeys = keys,
                ReferencedOutputs = _ =>
                    new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["kubeconfig"] = "a kubeconfig",
                        ["databasePasswords"] = SecretToken.For("databasePasswords"),
                    },
            });
    }
}

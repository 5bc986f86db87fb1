using Infra.Cluster;
using Pulumi;

namespace Infra.Migration;

/// <summary>Evidence of the gates that other stacks passed, from their last outputs, read before the first resource.</summary>
internal static class OtherGates
{
    /// <summary>Reads the evidence, by the stack and <c>gate/criterion</c>; that of a stack without outputs is empty.</summary>
    /// <param name="stacks">The stacks.</param>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Of(IReadOnlyList<string> stacks)
    {
        var read = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var stack in stacks)
        {
            read.Add(stack, EngineAnswer.Await(
                $"the outputs of the stack {stack}",
                "check that this machine reaches the backend (pulumi whoami --verbose)",
                () => ReadAsync(stack)));
        }

        return read;
    }

    private static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string stack)
    {
        var name = OwnerOutputs.FullName(stack);
        var evidence = new Dictionary<string, string>(StringComparer.Ordinal);

        // A stack that was never brought up has passed no gate.
        if (await OwnerOutputs.FailureAsync(name).ConfigureAwait(false) is not null)
        {
            return evidence;
        }

        var reference = new StackReference($"gates-of-{stack}", new() { Name = name });
        var details = await reference.GetOutputDetailsAsync(StackOutputs.Gates).ConfigureAwait(false);
        if (details.Value is IReadOnlyDictionary<string, object> found)
        {
            foreach (var (key, value) in found)
            {
                evidence[key] = value as string ?? "";
            }
        }

        return evidence;
    }
}

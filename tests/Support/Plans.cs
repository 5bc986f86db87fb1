using System.Collections.Concurrent;
using Infra.Model;
using Infra.Preview;
using Infra.Preview.Graph;
using Infra.Preview.Recording;

namespace Infra.Tests.Support;

/// <summary>The plans of the described stacks, each made once.</summary>
internal static class Plans
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<PlanGraph>>> Known = new(StringComparer.Ordinal);

    /// <summary>The names of all stacks.</summary>
    public static TheoryData<string> Stacks() => [.. FrozenSystems.Stacks];

    /// <summary>A stack's plan.</summary>
    public static Task<PlanGraph> OfAsync(string stack) => Known.GetOrAdd(stack, name => new(() => PlanAsync(name))).Value;

    /// <summary>Every text in a value, with the path it stands under.</summary>
    public static IEnumerable<(string Path, string Text)> Texts(PlanValue value, string path = "")
    {
        if (value.Kind == PlanValueKind.Text)
        {
            yield return (path, value.Text);
        }

        for (var i = 0; i < value.Items.Count; i++)
        {
            var step = value.Kind == PlanValueKind.Map ? value.Keys[i] : i.ToString();
            foreach (var found in Texts(value.Items[i], path.Length == 0 ? step : $"{path}.{step}"))
            {
                yield return found;
            }
        }
    }

    /// <summary>Two values are the same, to the last leaf.</summary>
    public static bool Same(PlanValue a, PlanValue b) =>
        a.Kind == b.Kind && a.Text == b.Text && a.Number.Equals(b.Number) && a.Keys.SequenceEqual(b.Keys)
        && a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => Same(pair.First, pair.Second));

    /// <summary>The plan of a system as given.</summary>
    public static async Task<PlanGraph> OfAsync(SystemSpec system)
    {
        var result = await RecordAsync(system, _ => []);
        Assert.Empty(result.Problems);
        return result.Graph!;
    }

    /// <summary>What planning a system as given comes to, with the outputs of stacks as they are up.</summary>
    public static Task<RecordingResult> RecordAsync(SystemSpec system, Func<string, Dictionary<string, object>> outputs)
    {
        var secrets = RequiredSecrets.Of(system).Select(secret => secret.Key).ToArray();
        return GraphRecorder.RecordAsync(
            options => new InfraStack(new StackInputs { System = system }, options),
            new()
            {
                Header = new(system.Stack.Name, system.Stack.System, system.Stack.Environment, null),
                Config = secrets.ToDictionary(key => key, SecretToken.For),
                SecretKeys = secrets,
                ReferencedOutputs = outputs,
            });
    }

    private static async Task<PlanGraph> PlanAsync(string stack)
    {
        var outcome = await StackPreview.RunAsync(FrozenSystems.Root, stack);
        Assert.Empty(outcome.Problems);
        return outcome.Graph!;
    }
}

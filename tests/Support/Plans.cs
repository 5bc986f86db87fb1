using System.Collections.Concurrent;
using System.Globalization;
using Infra.Model;
using Infra.Preview;
using Infra.Preview.Graph;
using Infra.Preview.Recording;

namespace Infra.Tests.Support;

/// <summary>Plans of stacks, each made once.</summary>
internal static class Plans
{
    private static readonly ConcurrentDictionary<(string Root, string Stack), Lazy<Task<PlannedStack>>> Known = [];

    /// <summary>The names of the frozen stacks.</summary>
    public static TheoryData<string> Stacks() => [.. FrozenSystems.Stacks];

    /// <summary>Plans a frozen stack.</summary>
    public static async Task<PlanGraph> OfAsync(string stack) => (await StackAsync(FrozenSystems.Root, stack)).Plan;

    /// <summary>Plans a stack of the project in a folder.</summary>
    public static Task<PlannedStack> StackAsync(string root, string stack) =>
        Known.GetOrAdd((root, stack), key => new(() => PlanAsync(key.Root, key.Stack))).Value;

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

    /// <summary>Dictionaries, lists and texts of a value; a number becomes its text.</summary>
    public static object? Plain(PlanValue value) => value.Kind switch
    {
        PlanValueKind.Map => value.Keys.ToDictionary(key => key, key => Plain(value[key]!)),
        PlanValueKind.List => value.Items.Select(Plain).ToList(),
        PlanValueKind.Text => value.Text,
        PlanValueKind.Number => value.Number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Two values are the same, to the last leaf.</summary>
    public static bool Same(PlanValue a, PlanValue b) => a.IsSameAs(b);

    /// <summary>The plan of a system as given.</summary>
    /// <param name="system">The system.</param>
    /// <param name="from">Step that the stack comes back from; null for the one before.</param>
    public static async Task<PlanGraph> OfAsync(SystemSpec system, string? from = null)
    {
        var result = await RecordAsync(system, _ => [], from: from);
        Assert.Empty(result.Problems);
        return result.Graph!;
    }

    /// <summary>Plans a system as given, with the outputs that deployed stacks and created resources have.</summary>
    public static Task<RecordingResult> RecordAsync(
        SystemSpec system,
        Func<string, Dictionary<string, object>> outputs,
        bool walksArguments = false,
        Func<string, string, IReadOnlyDictionary<string, object>, ComputedState?>? computed = null,
        string? from = null,
        bool readsProgress = false)
    {
        var secrets = RequiredSecrets.Of(system).Select(secret => secret.Key).ToArray();
        return GraphRecorder.RecordAsync(
            options => new InfraStack(new StackInputs { System = system, From = from, ReadsProgress = readsProgress }, options),
            new()
            {
                Header = new(system.Stack.Name, system.Stack.System, system.Stack.Environment, null),
                Config = secrets.ToDictionary(key => key, SecretToken.For),
                SecretKeys = secrets,
                ReferencedOutputs = outputs,
                WalksArguments = walksArguments,
                Computed = computed,
            });
    }

    /// <summary>Plans a system as given; returns the inputs of all resources by name, secrets unmasked.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>>> InputsAsync(SystemSpec system)
    {
        var inputs = new ConcurrentDictionary<string, IReadOnlyDictionary<string, object>>(StringComparer.Ordinal);
        var result = await RecordAsync(system, _ => [], computed: (_, name, given) =>
        {
            inputs[name] = given;
            return null;
        });
        Problems.None(result.Problems);
        return inputs;
    }

    private static async Task<PlannedStack> PlanAsync(string root, string stack)
    {
        var outcome = await StackPreview.RunAsync(root, stack);
        Problems.None(outcome.Problems);
        return new(outcome.System!, outcome.Graph!);
    }
}

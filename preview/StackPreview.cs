using Infra.Model;
using Infra.Model.Loading;
using Infra.Model.Validation;
using Infra.Preview.Checks;
using Infra.Preview.Cost;
using Infra.Preview.Graph;
using Infra.Preview.Recording;

namespace Infra.Preview;

/// <summary>Previews the described stacks: loads one, runs the program on it and returns the plan or the problems.</summary>
public static class StackPreview
{
    private static readonly Dictionary<string, object> Nothing = [];

    /// <summary>The names of the stacks that have a config file, sorted.</summary>
    /// <param name="root">The folder of `Pulumi.yaml`.</param>
    public static IReadOnlyList<string> Stacks(string root) => SystemFiles.Stacks(root);

    /// <summary>Whether a stack has a config file. Faster than <see cref="Stacks"/> in a cold process.</summary>
    /// <param name="root">The folder of `Pulumi.yaml`.</param>
    /// <param name="stack">The stack's name.</param>
    public static bool Exists(string root, string stack)
        => stack.Length > 0 && Path.GetFileName(stack) == stack && File.Exists(Path.Combine(root, SystemFiles.Stack(stack)));

    /// <summary>
    /// Names that the phase of a stack's system may have, in order: steps and phases. Empty when the system has none or cannot be read.
    /// </summary>
    /// <param name="root">The folder of `Pulumi.yaml`.</param>
    /// <param name="stack">The stack's name.</param>
    public static IReadOnlyList<string> Phases(string root, string stack)
    {
        var catalog = SystemCatalog.Read(root);
        var system = catalog.Stacks.FirstOrDefault(entry => entry.Name == stack)?.System;
        return catalog.Systems.FirstOrDefault(entry => entry.Name == system) is { } found
            ? PhaseOrder.Names(new MigrationSpec { Phases = found.Phases })
            : [];
    }

    /// <summary>Loads and validates a stack without running the program.</summary>
    /// <param name="root">The folder of `Pulumi.yaml`.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="phase">Phase that replaces the stack's own; null for the stack's own.</param>
    public static StackOutcome Check(string root, string stack, string? phase = null) => Judge(StackLoad.Load(root, stack, phase));

    /// <summary>
    /// Lists the values that no setting can have in any file or phase of the described systems, also where another layer replaces them.
    /// </summary>
    /// <param name="files">The files under the folder of `Pulumi.yaml`, of which the same run may have read some.</param>
    /// <param name="stack">Stack whose files are checked; null for those of all stacks.</param>
    public static IReadOnlyList<string> CheckLayers(ProjectFiles files, string? stack = null)
    {
        var problems = new List<string>();
        var systems = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in stack is null ? Stacks(files.Root) : [stack])
        {
            if (StackFile.Read(files, name).Select(new()) is { } selection
                && SystemFiles.HasSystem(files.Root, selection.System)
                && systems.Add(selection.System))
            {
                var found = SystemLayers.Check(files, selection.System, stack is null ? null : selection.Environment);
                problems.AddRange(found.Select(problem => problem.ToString()));
            }
        }
        return problems;
    }

    /// <summary>Previews a stack.</summary>
    /// <param name="root">The folder of `Pulumi.yaml`.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="phase">Phase that replaces the stack's own; null for the stack's own.</param>
    /// <param name="withOthers">Whether the other stacks of the cluster are read too, for rules about what they share.</param>
    /// <param name="today">Present day, for warnings about old prices; null (default) for none.</param>
    public static Task<StackOutcome> RunAsync(
        string root, string stack, string? phase = null, bool withOthers = false, DateOnly? today = null) =>
        RunAsync(new ProjectFiles(root), stack, phase, withOthers, today);

    /// <summary>Previews a stack from files that a former preview of the same run may have read.</summary>
    /// <param name="files">The files under the folder of `Pulumi.yaml`.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="phase">Phase that replaces the stack's own; null for the stack's own.</param>
    /// <param name="withOthers">Whether the other stacks of the cluster are read too, for rules about what they share.</param>
    /// <param name="today">Present day, for warnings about old prices; null for none.</param>
    public static async Task<StackOutcome> RunAsync(ProjectFiles files, string stack, string? phase, bool withOthers, DateOnly? today)
    {
        var outcome = await RunAsync(files, stack, phase, withOthers, known: null);
        return today is { } day && outcome.Graph is { } graph && MonthlyCost.Of(graph, outcome.System).AgeWarning(day) is { } warning
            ? outcome with { Warnings = [.. outcome.Warnings, warning] }
            : outcome;
    }

    /// <summary>Previews a stack with the computed values that its resources really have.</summary>
    /// <param name="root">The folder of `Pulumi.yaml`.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="phase">Phase that replaces the stack's own; null for the stack's own.</param>
    /// <param name="known">IDs and outputs by type, name and inputs; null where stand-ins are to be used.</param>
    /// <param name="from">Step that the stack comes from, for the way back from a later one; null for the step before.</param>
    internal static Task<StackOutcome> RunAsync(
        string root,
        string stack,
        string? phase,
        Func<string, string, IReadOnlyDictionary<string, object>, ComputedState?>? known,
        string? from) =>
        RunAsync(new ProjectFiles(root), stack, phase, withOthers: false, known, from);

    /// <summary>Previews a stack from files that a former preview of the same run may have read.</summary>
    /// <param name="files">The files under the folder of `Pulumi.yaml`.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="phase">Phase that replaces the stack's own; null for the stack's own, empty for none.</param>
    internal static Task<StackOutcome> RunAsync(ProjectFiles files, string stack, string? phase) =>
        RunAsync(files, stack, phase, withOthers: false, known: null);

    private static async Task<StackOutcome> RunAsync(
        ProjectFiles files,
        string stack,
        string? phase,
        bool withOthers,
        Func<string, string, IReadOnlyDictionary<string, object>, ComputedState?>? known,
        string? from = null)
    {
        var load = StackLoad.Load(files, stack, phase, withOthers);
        var outcome = Judge(load);
        if (outcome.Problems.Count > 0 || load.Result.Spec is not { } spec)
        {
            return outcome;
        }
        PlanGraph? owner = null;
        if (spec.Stack.ClusterOwner is { } name)
        {
            var owners = await RunAsync(files, name, load.SharedPhase, withOthers: false, known: null);
            if (owners.Graph is null)
            {
                var problems = owners.Problems.Select(problem => $"the stack {name}, whose cluster this one lives in: {problem}");
                return outcome with { Problems = [.. problems], IsBlockedByOwner = true };
            }
            owner = owners.Graph;
            outcome = outcome with { Warnings = [.. outcome.Warnings, .. OtherPhase(files, name, load.SharedPhase, spec.Migration)] };
        }
        var result = await GraphRecorder.RecordAsync(
            options => new InfraStack(
                new StackInputs { System = spec, Sources = load.Result.Sources, From = Later(spec, from) }, options),
            Options(load, spec, owner) with { Computed = known });
        return result.Graph is { } graph
            ? WithFindings(outcome with { Graph = graph }, graph, load.Result, owner)
            : outcome with { Problems = result.Problems };
    }

    /// <summary>The step that a stack comes from where it is a later one than its own; null otherwise.</summary>
    private static string? Later(SystemSpec spec, string? from)
    {
        var order = new StepOrder(spec.Migration);
        return order.PositionOf(from) > order.PositionOf(spec.Stack.Phase) ? from : null;
    }

    /// <summary>Warning that the owner of the cluster is planned in another phase than its own; none when it is not.</summary>
    private static IEnumerable<string> OtherPhase(ProjectFiles files, string owner, string? phase, MigrationSpec migration)
    {
        if (phase is null)
        {
            yield break;
        }
        var own = StackFile.Read(files, owner).Select(new())?.Phase;
        var order = PhaseOrder.Names(migration).ToList();
        int At(string? name) => order.IndexOf(migration.Phases.FirstOrDefault(each => each.Name == name)?.Steps is [.., var last]
            ? last.Name
            : name ?? "");
        if (At(own) != At(phase))
        {
            var first = At(own) < At(phase)
                ? $"; bring it there first: pulumi config set infra:phase {phase} --stack {owner}, then pulumi up --stack {owner}"
                : "";
            yield return $"planned as if the stack {owner}, whose cluster this one lives in, were {Place(phase)} too, "
                + $"but it is {Place(own)}{first}";
        }

        static string Place(string? name) => string.IsNullOrEmpty(name) ? "before the first phase" : $"at {name}";
    }

    /// <summary>
    /// Adds the findings of the checks: pods whose volumes cannot be mounted and removed API versions are problems, deprecated API versions
    /// and server types that cannot be ordered are warnings.
    /// </summary>
    private static StackOutcome WithFindings(StackOutcome outcome, PlanGraph graph, LoadResult load, PlanGraph? owner)
    {
        var spec = load.Spec!;
        List<string> problems = [.. DriverlessPods.In(graph, spec.Cluster.Nodes, owner)];
        List<string> warnings = [.. outcome.Warnings, .. OrderableServerTypes.In(spec, load.Sources)];
        if (K3sVersion.TryParse(spec.Cluster.K3s.Version) is { } version)
        {
            foreach (var one in DeprecatedApis.In(graph, version.Minor))
            {
                (one.IsGone ? problems : warnings).Add(one.Text);
            }
        }
        return outcome with { Graph = problems.Count == 0 ? graph : null, Problems = problems, Warnings = warnings };
    }

    private static RecordingOptions Options(StackLoad load, SystemSpec spec, PlanGraph? owner)
    {
        var config = new Dictionary<string, string>(StringComparer.Ordinal);
        var secret = new List<string>();
        foreach (var (key, value) in load.File.Values)
        {
            config[key] = value.Text;
        }
        foreach (var (key, encrypted) in load.File.Secure)
        {
            AddSecret(key, SecretToken.ForEncrypted(key, encrypted));
        }
        foreach (var missing in load.MissingSecrets)
        {
            AddSecret(missing.Key, SecretToken.For(missing.Key));
        }
        return new()
        {
            Header = new(spec.Stack.Name, spec.Stack.System, spec.Stack.Environment, spec.Stack.Phase),
            Config = config,
            SecretKeys = secret,
            ReferencedOutputs = stack => owner is not null && stack.EndsWith("/" + owner.Header.Stack, StringComparison.Ordinal)
                ? Outputs(owner)
                : Nothing,
        };

        void AddSecret(string key, string token)
        {
            config[key] = token;
            secret.Add(key);
        }
    }

    /// <summary>Outputs of a planned stack as another stack reads them: stand-ins for secret values; unknown values are omitted.</summary>
    private static Dictionary<string, object> Outputs(PlanGraph owner)
    {
        var outputs = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var i = 0; i < owner.Outputs.Keys.Count; i++)
        {
            if (Plain(owner.Outputs.Items[i], owner.Outputs.Keys[i] + " of " + owner.Header.Stack) is { } value)
            {
                outputs[owner.Outputs.Keys[i]] = value;
            }
        }
        return outputs;
    }

    private static object? Plain(PlanValue value, string name)
    {
        switch (value.Kind)
        {
            case PlanValueKind.Text:
                return ReferenceEquals(value, PlanValue.Secret) ? SecretToken.For(name) : value.Text;
            case PlanValueKind.List:
                var list = new object[value.Items.Count];
                for (var i = 0; i < list.Length; i++)
                {
                    list[i] = Plain(value.Items[i], name) ?? "";
                }
                return list;
            case PlanValueKind.Map:
                var map = new Dictionary<string, object>(StringComparer.Ordinal);
                for (var i = 0; i < value.Keys.Count; i++)
                {
                    map[value.Keys[i]] = Plain(value.Items[i], name) ?? "";
                }
                return map;
            default:
                return null;
        }
    }

    private static StackOutcome Judge(StackLoad load)
    {
        List<string> problems = [], warnings = [], needed = [];
        foreach (var problem in load.Result.Problems)
        {
            (problem.Level == ProblemLevel.Error ? problems : warnings).Add(problem.ToString());
        }
        foreach (var missing in load.MissingSecrets)
        {
            needed.Add(missing.Command + "   # " + missing.Purpose);
        }
        return new()
        {
            System = load.Result.Spec,
            Problems = problems,
            Warnings = warnings,
            Needed = needed,
            Unconsumed = SectionUses.NotConsumed(load.Result),
            Capacity = load.Result.Capacity,
        };
    }
}

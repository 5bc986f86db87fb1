using Infra.Model.Yaml;

namespace Infra.Model.Validation;

/// <summary>What the rules look at and report to.</summary>
/// <param name="spec">The folded system.</param>
/// <param name="sources">Where its records were written.</param>
/// <param name="environments">The system's environments; empty when unknown, and then names of environments are not checked.</param>
public sealed class ValidationContext(SystemSpec spec, SourceMap sources, IReadOnlyList<string> environments)
{
    /// <summary>The folded system.</summary>
    public SystemSpec Spec { get; } = spec;

    /// <summary>The system's environments.</summary>
    public IReadOnlyList<string> Environments { get; } = environments;

    /// <summary>What was found.</summary>
    public ProblemList Problems { get; } = new();

    /// <summary>The stack makes its own cluster, and with it what all environments on it share.</summary>
    public bool OwnsCluster => Spec.Cluster.From is null;

    /// <summary>The names of the declared secrets.</summary>
    public IReadOnlySet<string> SecretNames { get; } = spec.Secrets.Select(secret => secret.Name).ToHashSet();

    /// <summary>Apps that have pods in this stack.</summary>
    public IEnumerable<AppSpec> AppsOnCluster => Spec.Apps.Where(app => app.RunsOn is Placement.K3s or Placement.Both && app.Kind != WorkloadKind.Database);

    /// <summary>Reports an error at a setting of a record.</summary>
    public void Error(object record, string? key, string wrong, string right) => Problems.Add(Of(record, key), wrong, right);

    /// <summary>Reports a warning at a setting of a record.</summary>
    public void Warn(object record, string? key, string wrong, string right) => Problems.Warn(Of(record, key), wrong, right);

    /// <summary>Reports a name that refers to nothing.</summary>
    /// <param name="record">The record with the reference.</param>
    /// <param name="key">Its setting.</param>
    /// <param name="what">What is referred to, e.g. <c>storage class</c>.</param>
    /// <param name="name">The name written.</param>
    /// <param name="known">The names there are.</param>
    public void Resolve(object record, string key, string what, string name, IReadOnlyCollection<string> known)
    {
        if (!known.Contains(name))
        {
            Error(record, key, $"there is no {what} '{name}'", Loading.Hint.For(name, known));
        }
    }

    /// <summary>Reports names that occur twice among things that share one set of names.</summary>
    /// <typeparam name="T">The things.</typeparam>
    /// <param name="things">The things, in order.</param>
    /// <param name="name">A thing's name; null for none.</param>
    /// <param name="key">The setting with the name.</param>
    /// <param name="what">What the name is, e.g. <c>node name</c>.</param>
    public void Unique<T>(IEnumerable<T> things, Func<T, string?> name, string key, string what)
        where T : class
    {
        var seen = new Dictionary<string, T>();
        foreach (var thing in things)
        {
            if (name(thing) is { } text && !seen.TryAdd(text, thing))
            {
                Error(thing, key, $"the {what} '{text}' is taken", $"choose another; the first is at {Of(seen[text], key)}");
            }
        }
    }

    private Position Of(object record, string? key) => sources.Of(record, key);
}

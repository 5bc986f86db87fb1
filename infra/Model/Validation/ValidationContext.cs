using Infra.Model.Capacity;
using Infra.Model.Yaml;

namespace Infra.Model.Validation;

/// <summary>The system that the rules check, and the list of problems they add to.</summary>
/// <param name="spec">The folded system.</param>
/// <param name="sources">Where its records were written.</param>
/// <param name="environments">The system's environments.</param>
public sealed class ValidationContext(SystemSpec spec, SourceMap sources, KnownEnvironments environments)
{
    /// <summary>The folded system.</summary>
    public SystemSpec Spec { get; } = spec;

    /// <summary>
    /// Systems of the other stacks of the cluster that were read: for a guest at least its owner's, unless that cannot be read. Defaults to
    /// none.
    /// </summary>
    public IReadOnlyList<SystemSpec> Neighbours { get; init; } = [];

    /// <summary>Stacks of the same described system on other clusters that were read. Defaults to none.</summary>
    public IReadOnlyList<SystemSpec> OtherClusters { get; init; } = [];

    /// <summary>
    /// Requests of the pods of a stack on its cluster, which the stack's parts know. Defaults to none.
    /// </summary>
    public Func<SystemSpec, IReadOnlyList<PodsRequest>> RequestsOf { get; init; } = static _ => [];

    /// <summary>Problems found.</summary>
    public ProblemList Problems { get; } = new();

    /// <summary>The stack makes its own cluster, and with it what all environments on it share.</summary>
    public bool OwnsCluster => Spec.Cluster.From is null;

    /// <summary>The system of the stack that makes the cluster; null where this stack is a guest and the owner was not read.</summary>
    public SystemSpec? ClusterOwner
    {
        get
        {
            if (OwnsCluster)
            {
                return Spec;
            }

            foreach (var neighbour in Neighbours)
            {
                if (neighbour.Cluster.From is null)
                {
                    return neighbour;
                }
            }

            return null;
        }
    }

    /// <summary>This system and its neighbours', the owner of the cluster first, the guests by name.</summary>
    public IReadOnlyList<SystemSpec> OnCluster()
    {
        List<SystemSpec> all = [Spec, .. Neighbours];
        all.Sort(static (left, right) => (left.Cluster.From is null, right.Cluster.From is null) switch
        {
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(left.Stack.Name, right.Stack.Name),
        });
        return all;
    }

    /// <summary>The names of the declared secrets.</summary>
    public IReadOnlyList<string> SecretNames { get; } = Names(spec.Secrets);

    /// <summary>Apps that have pods in this stack.</summary>
    public IEnumerable<AppSpec> AppsOnCluster => AppsOf(Spec);

    /// <summary>Apps of a system that have pods in its stack.</summary>
    public static IEnumerable<AppSpec> AppsOf(SystemSpec system) => system.Apps.Where(app => app.RunsOn is Placement.K3s or Placement.Both);

    /// <summary>Reports an error at a setting of a record.</summary>
    public void Error(object record, string? key, string wrong, string right) =>
        Problems.Add(Of(record, key), sources.PathOf(record, key), wrong, right);

    /// <summary>Reports a warning at a setting of a record.</summary>
    public void Warn(object record, string? key, string wrong, string right) =>
        Problems.Warn(Of(record, key), sources.PathOf(record, key), wrong, right);

    /// <summary>Reports a name that refers to nothing.</summary>
    /// <param name="record">The record with the reference.</param>
    /// <param name="key">Its setting.</param>
    /// <param name="what">What is referred to, e.g. <c>storage class</c>.</param>
    /// <param name="name">The name written.</param>
    /// <param name="known">The things there are.</param>
    public void Resolve(object record, string key, string what, string name, IReadOnlyList<INamed> known)
    {
        if (Find(known, name) is null)
        {
            Error(record, key, $"there is no {what} '{name}'", Loading.Hint.For(name, Names(known)));
        }
    }

    /// <summary>Reports a secret that is not declared. Accepts null, for a setting without a secret.</summary>
    public void ResolveSecret(object record, string key, string? name)
    {
        if (name is not null && !SecretNames.Contains(name))
        {
            Error(
                record,
                key,
                $"there is no secret '{name}'",
                $"declare it under secrets with its purpose; {Loading.Hint.For(name, SecretNames)}");
        }
    }

    /// <summary>Reports a word that is not one of those known.</summary>
    public void ResolveWord(object record, string key, string what, string word, IReadOnlyList<string> known)
    {
        if (!known.Contains(word))
        {
            Error(record, key, $"there is no {what} '{word}'", Loading.Hint.For(word, known));
        }
    }

    /// <summary>The thing of a name, or null.</summary>
    public static INamed? Find(IReadOnlyList<INamed> things, string name)
    {
        for (var index = 0; index < things.Count; index++)
        {
            if (things[index].Name == name)
            {
                return things[index];
            }
        }

        return null;
    }

    /// <summary>The names of things.</summary>
    public static List<string> Names(IReadOnlyList<INamed> things)
    {
        var names = new List<string>(things.Count);
        for (var index = 0; index < things.Count; index++)
        {
            names.Add(things[index].Name);
        }

        return names;
    }

    /// <summary>Whether the system has an environment of a name.</summary>
    public bool HasEnvironment(string name) => environments.Exists(name);

    /// <summary>The system's environments. Listing them costs more than asking for one.</summary>
    public IReadOnlyList<string> Environments() => environments.List();

    /// <summary>Reports a name that is no environment's.</summary>
    public void ResolveEnvironment(object record, string key, string name)
    {
        if (!environments.Exists(name))
        {
            ResolveWord(record, key, "environment", name, environments.List());
        }
    }

    /// <summary>Reports names that occur twice among things that share one set of names.</summary>
    /// <param name="things">The things, in order.</param>
    /// <param name="what">What the name is, e.g. <c>node name</c>.</param>
    public void Unique(IReadOnlyList<INamed> things, string what)
    {
        var seen = new UniqueWords(this, "name", what);
        for (var index = 0; index < things.Count; index++)
        {
            seen.Add(things[index], things[index].Name);
        }
    }

    /// <summary>Whether a record is written in a file, and not made of defaults alone.</summary>
    public bool IsWritten(object record) => sources.Of(record).Line > 0;

    /// <summary>Position at which a setting of a record is written.</summary>
    public Position Of(object record, string? key) => sources.Of(record, key);

    /// <summary>The path of a record's setting; only its key for records made in code.</summary>
    public string PathOf(object record, string key) => sources.PathOf(record, key);

    /// <summary>Whether a setting of a record is written; not for records made in code.</summary>
    public bool IsWritten(object record, string key) => sources.IsWritten(record, key);
}

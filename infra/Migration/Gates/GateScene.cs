using Infra.Model;

namespace Infra.Migration;

/// <summary>The environment in which a criterion is asked, as a stack of its cluster knows it. Pure.</summary>
/// <param name="System">The system, folded for the stack that asks.</param>
/// <param name="Environment">Name of the environment.</param>
public sealed record GateScene(SystemSpec System, string Environment)
{
    /// <summary>The scene of a criterion: its environment, or that of the stack.</summary>
    /// <param name="system">The system, folded for the stack that asks.</param>
    /// <param name="criterion">The criterion.</param>
    public static GateScene Of(SystemSpec system, CriterionSpec criterion) =>
        new(system, criterion.Environment ?? system.Environment.Name);

    /// <summary>
    /// Whether the described state is the one in which the gate is asked: that of the last step before it. Defaults to false. Before and
    /// after it the system may be another one, and only names are checked.
    /// </summary>
    public bool IsNext { get; init; }

    /// <summary>Whether it is the environment of the stack that asks.</summary>
    public bool IsOwn => Environment == System.Environment.Name;

    /// <summary>Whether the environment is in the stack's cluster.</summary>
    public bool IsHere => !System.Stack.OtherClusters.ContainsKey(Environment);

    /// <summary>Namespace of the environment's apps.</summary>
    public string Namespace => PublishedHosts.NamespacesOf(System, Environment) is [var first, ..] ? first : Environment;

    /// <summary>All namespaces of the environment; for the owner of the cluster, those that belong to no environment too.</summary>
    public IReadOnlyList<string> Namespaces =>
    [
        .. System.Namespaces
            .Where(one => one.Environment == Environment
                || (one.Environment is null && Environment == (System.Cluster.From ?? System.Environment.Name)))
            .Select(static one => one.Name),
    ];

    /// <summary>Namespace of an app.</summary>
    /// <param name="app">The app.</param>
    public string NamespaceOf(AppSpec app) => app.Namespace ?? Namespace;

    /// <summary>The app of a name; null when there is none.</summary>
    /// <param name="name">The name.</param>
    public AppSpec? App(string? name)
    {
        foreach (var app in System.Apps)
        {
            if (app.Name == name)
            {
                return app;
            }
        }

        return null;
    }
}

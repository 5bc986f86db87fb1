using Infra.Databases;
using Infra.Model;
using Infra.Parts;
using Pulumi;

namespace Infra.Apps;

/// <summary>The apps of a stack that charts install, in a namespace that the stack makes.</summary>
public static class ChartApps
{
    /// <summary>The apps, in the order of the description.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static IReadOnlyList<AppSpec> Of(SystemSpec system) =>
    [
        .. system.Apps.Where(app => app is { Kind: WorkloadKind.HelmChart, Chart: not null }
            && app.OnCluster()
            && system.MakesNamespace(system.NamespaceOf(app))),
    ];

    /// <summary>Names of the declared secrets that the charts' secrets contain.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static IEnumerable<string> Secrets(SystemSpec system) =>
        Of(system).SelectMany(app => app.OwnVariables()).Select(entry => entry.Secret).OfType<string>();

    /// <summary>Creates the apps.</summary>
    /// <param name="context">The stack's context, with the cluster's provider.</param>
    /// <param name="made">The resources that the stack has made so far; takes the releases as the services that they make.</param>
    /// <param name="databases">The databases of the stack.</param>
    public static void Create(StackContext context, MadeParts made, StackDatabases databases)
    {
        var services = new Dictionary<string, IReadOnlyList<Resource>>(made.Services, StringComparer.Ordinal);
        foreach (var app in Of(context.System))
        {
            var home = context.System.NamespaceOf(app);
            var created = new ChartApp(
                $"app-{app.Name}",
                new()
                {
                    App = app,
                    Namespace = made.Namespaces[home],
                    Property = reference => databases.Property(reference),
                    After = Before(made, app, databases),
                },
                context);
            services[$"{home}/{PublishedHosts.ServiceOf(app)}"] = [created.Release];
        }

        made.Services = services;
    }

    // The values may name any class of the stack.
    private static List<Resource> Before(MadeParts made, AppSpec app, StackDatabases databases)
    {
        var before = new List<Resource>(made.StorageClasses.Values);
        var keys = app.Databases.Select(use => $"{use.Server}/{use.Name}")
            .Concat(app.OwnVariables().Select(variable => variable.Database).OfType<DatabaseReference>()
                .Select(reference => $"{reference.Server}/{reference.Database}"));
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
        {
            before.AddRange(databases.Ready.GetValueOrDefault(key) ?? []);
        }

        return before;
    }
}

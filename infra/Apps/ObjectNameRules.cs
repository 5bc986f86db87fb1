using Infra.Model;
using Infra.Model.Validation;
using Infra.Naming;

namespace Infra.Apps;

/// <summary>
/// Rules of the names of objects: those that apps, their jobs, their charts' secrets and database servers make in one namespace differ from
/// each other and from those that Kubernetes and operators make.
/// </summary>
internal sealed class ObjectNameRules
{
    private static readonly ServiceNameAttribute ServiceForm = new();

    private readonly ValidationContext _context;
    private readonly SystemSpec _spec;
    private readonly ObjectNames _services;
    private readonly ObjectNames _accounts;
    private readonly ObjectNames _workloads;
    private readonly ObjectNames _secrets;
    private readonly ObjectNames _pods;

    private ObjectNameRules(ValidationContext context)
    {
        (_context, _spec) = (context, context.Spec);
        var reported = new HashSet<object>(ReferenceEqualityComparer.Instance);
        _services = new(context, "service", reported);
        _accounts = new(context, "service account", reported);
        _workloads = new(context, "workload", reported);
        _secrets = new(context, "secret", reported);
        _pods = new(context, "name of pods, which services and policies select,", reported);
    }

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var rules = new ObjectNameRules(context);
        foreach (var server in context.Spec.Databases.Servers())
        {
            if (DatabasePlacement.IsOnCluster(server))
            {
                rules.Add(server);
            }
        }

        foreach (var app in context.AppsOnCluster)
        {
            rules.Add(app);
        }

        foreach (var app in context.AppsOnCluster)
        {
            rules.AddTest(app);
        }

        foreach (var app in context.Spec.Apps)
        {
            rules.AddJobs(app);
        }
    }

    private void Add(IDatabaseServerSpec server)
    {
        var place = DatabasePlacement.NamespaceOf(_spec, server);
        _services.Add(server, place, server.Services);
        _accounts.Reserve(place, server.Name, server, $"'{server.Name}'");
        _pods.Reserve(place, server.Name, server, $"'{server.Name}'");
        foreach (var name in server.Workloads)
        {
            _workloads.Reserve(place, name, server, $"'{server.Name}'");
        }

        foreach (var name in server.Reserved.Secrets)
        {
            _secrets.Reserve(place, $"{server.Name}-{name}", server, $"'{server.Name}'");
        }

        foreach (var database in server.DatabasesIn(_spec))
        {
            _secrets.Reserve(place, PhysicalName.Kubernetes(server.Name, database.Name), server, $"'{server.Name}'");
        }
    }

    private void Add(AppSpec app)
    {
        var place = _spec.NamespaceOf(app);
        AddServices(app, place);
        foreach (var secret in app.Chart?.Secrets ?? [])
        {
            _secrets.Add(secret, place, secret.Name);
        }

        if (app.Kind == WorkloadKind.HelmChart)
        {
            return;
        }

        _accounts.Reserve(place, "default", null, "the namespace");
        _accounts.Add(app, place, app.Name);
        _pods.Add(app, place, Labels.Value(app.Name));
        if (app.Kind != WorkloadKind.CronJob)
        {
            _workloads.Add(app, place, SlotsOf(app) is { Length: > 0 } slots ? slots : [app.Name]);
        }

        _secrets.Add(app, place, [.. SecretsOf(app)]);
    }

    private void AddServices(AppSpec app, string place)
    {
        string[] members = app.Kind == WorkloadKind.StatefulSet ? [PhysicalName.Kubernetes(app.Name, "pods")] : [];
        var copies = app.Compose is null ? [] : _spec.Compose.Hosts.Select(host => PublishedHosts.BridgeOf(app.Name, host.Name));
        string[] shadow = app.IsShadow() ? [app.Name] : [];
        string[] all = app.Ports.Count == 0 ? members : [PublishedHosts.ServiceOf(app), .. shadow, .. SlotsOf(app), .. copies, .. members];
        _services.Add(app, place, all);
        if (app.Kind != WorkloadKind.HelmChart && all.FirstOrDefault(name => !ServiceForm.Holds(name)) is { } wrong)
        {
            _context.Error(
                app,
                "name",
                $"'{wrong}' is not a valid name of a service, and the app has one of that name",
                $"write a name that gives one of {ServiceForm.Form}");
        }
    }

    private void AddTest(AppSpec app)
    {
        if (app.Kind is not (WorkloadKind.HelmChart or WorkloadKind.CronJob) && app.BlueGreen.Mode != BlueGreenMode.None)
        {
            _pods.Add(app, _spec.NamespaceOf(app), SmokeTest.PodName(app));
        }

        if (OutboundCheck.Checks(app))
        {
            _pods.Add(app, _spec.NamespaceOf(app), OutboundCheck.PodName(app));
        }
    }

    private void AddJobs(AppSpec app)
    {
        foreach (var job in app.InitJobs)
        {
            var place = InitJobPlacement.NamespaceOf(_spec, app, job);
            if (app.OnCluster() || (job.Image is not null && InitJobPlacement.Runs(_spec, app, job)))
            {
                _pods.Add(job, place, Labels.Value(job.Name));
            }

            if (job.Image is not null && job.Env.Any(variable => variable.Secret is not null) && InitJobPlacement.Runs(_spec, app, job))
            {
                _secrets.Add(job, place, PlannedInitJob.SecretName(_spec, app, job));
            }
        }
    }

    private static IEnumerable<string> SecretsOf(AppSpec app)
    {
        if (app.Env.Any(variable => variable.Secret is not null))
        {
            yield return AppEnvironment.SecretName(app);
        }

        if (AppFiles.SecretName(app) is { } files)
        {
            yield return files;
        }
    }

    private static string[] SlotsOf(AppSpec app) => app.BlueGreen.Mode == BlueGreenMode.Full && app.Kind == WorkloadKind.Deployment
        ? [SlotName.Of(app, Slot.Blue), SlotName.Of(app, Slot.Green)]
        : [];

}

using System.Text;
using Infra.Databases;
using Infra.Model;
using Infra.Naming;
using Infra.Pods;

namespace Infra.Apps;

/// <summary>An init job that a stack runs. Plain data: it creates no resource.</summary>
/// <param name="App">The app that starts after it.</param>
/// <param name="Job">The job as described.</param>
/// <param name="Namespace">Its namespace.</param>
public sealed record PlannedInitJob(AppSpec App, InitJobSpec Job, string Namespace)
{
    /// <summary>Longest name: its pods' names have a dash and five more characters.</summary>
    private const int NameLimit = PhysicalName.KubernetesLimit - 6;

    private const int DigestLength = 8;

    /// <summary>The jobs that a stack runs, in the order of the description.</summary>
    public static IReadOnlyList<PlannedInitJob> Of(SystemSpec spec)
    {
        var jobs = new List<PlannedInitJob>();
        foreach (var app in spec.Apps)
        {
            foreach (var job in app.InitJobs)
            {
                if (job.Image is not null && InitJobPlacement.Runs(spec, app, job))
                {
                    jobs.Add(new(app, AppReferences.InCluster(spec, job), InitJobPlacement.NamespaceOf(spec, app, job))
                    {
                        Moved = MoveSchedule.MovedInto(
                            spec,
                            (server, name) => job.Env.Any(
                                variable => variable.Database is { } used && used.Server == server && used.Database == name)),
                    });
                }
            }
        }

        return jobs;
    }

    /// <summary>The data moves into the databases that it prepares, after which it runs again. Defaults to none.</summary>
    public string Moved { get; init; } = "";

    /// <summary>The image.</summary>
    public string Image => Job.Image!;

    /// <summary>The command of its container.</summary>
    public IReadOnlyList<string> Command => PlainText.Of(AppScripts.CommandOf(Job));

    /// <summary>The files that it needs, by name.</summary>
    public SortedList<string, string> Files => AppScripts.For(Job);

    /// <summary>
    /// Name of its objects: the described name and a digest of all inputs of the job. A change of an input makes a new job, which runs;
    /// without a change, a job that succeeded never runs again.
    /// </summary>
    /// <param name="environment">The environment variables.</param>
    public string ObjectName(IReadOnlyDictionary<string, DatabaseVariable> environment)
    {
        var text = new StringBuilder(Image).Append('\n').Append(App.Name).Append('\n');
        foreach (var part in Command)
        {
            text.Append(part).Append('\n');
        }

        foreach (var name in environment.Keys.Order(StringComparer.Ordinal))
        {
            var variable = environment[name];
            text.Append($"{name}={variable.Value} {variable.SecretName} {variable.SecretKey}\n");
        }

        foreach (var (name, content) in Files)
        {
            text.Append(name).Append('\n').Append(content).Append('\n');
        }

        var resources = Job.Resources;
        text.Append($"{resources.RequestCpu} {resources.RequestMemory} {resources.LimitCpu} {resources.LimitMemory}");
        text.Append(Moved);
        return $"{PhysicalName.Of(NameLimit - DigestLength - 1, Job.Name)}-{Digest.Of(text.ToString())[..DigestLength]}";
    }

    /// <summary>
    /// Name of the secret with the values of a job's variables. It is part of the job's digest, so it cannot contain it; the environment
    /// tells apart those of a shared namespace.
    /// </summary>
    /// <param name="spec">The system.</param>
    /// <param name="app">The app.</param>
    /// <param name="job">The job.</param>
    public static string SecretName(SystemSpec spec, AppSpec app, InitJobSpec job) =>
        PhysicalName.Kubernetes(app.Name, job.Name, spec.Environment.Name, "env");

    /// <summary>Its environment variables.</summary>
    /// <param name="spec">The system.</param>
    /// <param name="secretName">Name of the secret with the values of declared secrets, in the job's namespace.</param>
    /// <exception cref="InvalidOperationException">A variable names a database that is not on the cluster.</exception>
    public IReadOnlyDictionary<string, DatabaseVariable> Environment(SystemSpec spec, string secretName)
    {
        var variables = new SortedList<string, DatabaseVariable>(StringComparer.Ordinal);
        foreach (var variable in Job.Env)
        {
            variables[variable.Name] = variable switch
            {
                { Database: { } reference } => DatabaseEngines.Variable(spec, reference, pooled: false)
                    ?? throw new InvalidOperationException(
                        $"the job {Job.Name} of {App.Name} reads {reference}, which is no database on the cluster"),
                { Secret: not null } => new(null, secretName, variable.Name),
                _ => new(variable.Value ?? "", null, null),
            };
        }

        return variables;
    }
}

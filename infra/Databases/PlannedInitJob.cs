using System.Text;
using Infra.Model;
using Infra.Naming;

namespace Infra.Databases;

/// <summary>An init job that a stack runs. Pure: it makes nothing.</summary>
/// <param name="App">The app that waits for it.</param>
/// <param name="Job">The job as described.</param>
/// <param name="Namespace">Where it runs.</param>
public sealed record PlannedInitJob(AppSpec App, InitJobSpec Job, string Namespace)
{
    /// <summary>The longest name: its pods' names get a dash and five more characters.</summary>
    private const int NameLimit = PhysicalName.KubernetesLimit - 6;

    private const int DigestLength = 8;

    /// <summary>The jobs a stack runs, in the order of the description.</summary>
    public static IReadOnlyList<PlannedInitJob> Of(SystemSpec spec)
    {
        var jobs = new List<PlannedInitJob>();
        foreach (var app in spec.Apps)
        {
            foreach (var job in app.InitJobs)
            {
                if (InitJobPlacement.Runs(spec, app, job))
                {
                    jobs.Add(new(app, job, InitJobPlacement.NamespaceOf(spec, app, job)));
                }
            }
        }

        return jobs;
    }

    /// <summary>What runs: the command, within the script that looks at its output where a text is expected.</summary>
    public IReadOnlyList<string> Command => Job.ExpectLog is { } text ? ["/bin/sh", $"{InitJobScripts.Folder}/{InitJobScripts.ExpectLog}", text, .. Job.Command] : Job.Command;

    /// <summary>The files it needs, by name.</summary>
    public SortedDictionary<string, string> Files => InitJobScripts.For(Job.Command, Job.ExpectLog is not null);

    /// <summary>
    /// The name of its objects: the described one, and a digest of all that decides what it does. A change makes a new job,
    /// which runs; without one, a job that succeeded is never run again.
    /// </summary>
    /// <param name="environment">The environment variables, as they are given.</param>
    public string ObjectName(IReadOnlyDictionary<string, DatabaseVariable> environment)
    {
        var text = new StringBuilder(Job.Image).Append('\n').Append(App.Name).Append('\n');
        foreach (var part in Command)
        {
            text.Append(part).Append('\n');
        }

        foreach (var name in environment.Keys.Order(StringComparer.Ordinal))
        {
            var variable = environment[name];
            text.Append(name).Append('=').Append(variable.Value).Append(' ').Append(variable.SecretName).Append(' ').Append(variable.SecretKey).Append('\n');
        }

        foreach (var (name, content) in Files)
        {
            text.Append(name).Append('\n').Append(content).Append('\n');
        }

        var resources = Job.Resources;
        text.Append(resources.RequestCpu).Append(' ').Append(resources.RequestMemory).Append(' ').Append(resources.LimitCpu).Append(' ').Append(resources.LimitMemory);
        return $"{PhysicalName.Of(NameLimit - DigestLength - 1, Job.Name)}-{Digest.Of(text.ToString())[..DigestLength]}";
    }

    /// <summary>Its environment variables.</summary>
    /// <param name="spec">The system.</param>
    /// <param name="secretName">The secret with the values of declared secrets, in the job's namespace.</param>
    /// <exception cref="InvalidOperationException">A variable names a database that is not on the cluster.</exception>
    public IReadOnlyDictionary<string, DatabaseVariable> Environment(SystemSpec spec, string secretName)
    {
        var variables = new SortedDictionary<string, DatabaseVariable>(StringComparer.Ordinal);
        foreach (var variable in Job.Env)
        {
            variables[variable.Name] = variable switch
            {
                { Database: { } reference } => DatabaseVariable.Of(spec, reference, pooled: false)
                    ?? throw new InvalidOperationException($"the job {Job.Name} of {App.Name} reads {reference}, which is no database on the cluster"),
                { Secret: not null } => new(null, secretName, variable.Name),
                _ => new(variable.Value ?? "", null, null),
            };
        }

        return variables;
    }
}

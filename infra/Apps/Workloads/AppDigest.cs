using System.Text;
using Infra.Model;
using Infra.Naming;

namespace Infra.Apps;

/// <summary>Digests of what pods of an app are made from, without the values of secrets.</summary>
internal static class AppDigest
{
    private const int Length = 8;

    /// <summary>Digest of an image's name, for names of what exists once for each version.</summary>
    public static string OfImage(string image) => Digest.Of(image)[..Length];

    /// <summary>Digest of the pods of a workload.</summary>
    /// <param name="system">The system.</param>
    /// <param name="workload">The workload.</param>
    public static string OfPods(SystemSpec system, Workload workload)
    {
        var app = workload.App;
        var text = Shared(system, app, workload.Image).Append(ImportedImages.SumOf(system, workload.Image));
        Add(text, app.Command);
        Add(text, app.Args);
        AppScriptFiles.AddTo(text, AppScriptFiles.OfPods(app));
        foreach (var mount in app.Mounts)
        {
            text.Append(mount.Name).Append(' ').Append(mount.Path).Append(' ').Append(mount.SubPath).Append(' ').Append(mount.ReadOnly)
                .Append('\n');
        }

        foreach (var port in app.Ports)
        {
            text.Append(port.Name).Append('=').Append(port.Port).Append('\n');
        }

        foreach (var label in app.NodeLabels.Keys)
        {
            text.Append(label).Append('=').Append(app.NodeLabels[label]).Append('\n');
        }

        text.Append(app.PullPolicy).Append(' ').Append(app.Priority).Append(' ').Append(app.StopDelay).Append(' ').Append(app.GracePeriod)
            .Append(app.Discourse);
        Add(text, app.StopCommand);
        Add(text, app.StartupProbe);
        Add(text, app.ReadinessProbe);
        Add(text, app.LivenessProbe);
        return Digest.Of(text.ToString())[..Length];
    }

    private static void Add(StringBuilder text, ProbeSpec? probe)
    {
        if (probe is null)
        {
            return;
        }

        text.Append('\n').Append(probe.Path).Append(' ').Append(probe.Port).Append(' ').Append(probe.Host).Append(' ').Append(probe.Period)
            .Append(' ').Append(probe.Timeout).Append(' ').Append(probe.InitialDelay).Append(' ').Append(probe.FailureThreshold);
        Add(text, probe.Command);
        foreach (var name in probe.Headers.Keys)
        {
            text.Append(name).Append(": ").Append(probe.Headers[name]).Append('\n');
        }
    }

    /// <summary>Digest of a job with the app's own image.</summary>
    /// <param name="system">The system.</param>
    /// <param name="app">The app.</param>
    /// <param name="job">The job.</param>
    /// <param name="image">The image.</param>
    public static string OfJob(SystemSpec system, AppSpec app, InitJobSpec job, string image)
    {
        var text = Shared(system, app, image);
        Add(text, job.Command);
        AppScriptFiles.AddTo(text, AppScripts.For(job));
        Add(text, job.Resources);
        text.Append(job.ExpectLog);
        text.Append(MoveSchedule.MovedInto(
            system,
            (server, name) => app.Databases.Any(use => use.Server == server && use.Name == name)
                || app.AllVariables().Any(variable => variable.Database is { } used && used.Server == server && used.Database == name)));
        return Digest.Of(text.ToString())[..Length];
    }

    private static StringBuilder Shared(SystemSpec system, AppSpec app, string image)
    {
        var text = new StringBuilder(image).Append('\n').Append(app.Name).Append('\n');
        foreach (var (name, value) in AppEnvironment.Of(system, app))
        {
            text.Append(name).Append('=').Append(value.Value).Append(' ').Append(value.SecretName).Append(' ')
                .Append(value.SecretKey).Append('\n');
        }

        foreach (var file in app.Files)
        {
            text.Append(file.Name).Append(' ').Append(file.Path).Append('\n').Append(file.Content).Append('\n')
                .Append(file.Secret).Append(file.Before).Append(file.After).Append('\n');
        }

        foreach (var scratch in app.Scratch)
        {
            text.Append(scratch.Name).Append(' ').Append(scratch.Path).Append(' ').Append(scratch.Size).Append(scratch.Memory).Append('\n');
        }

        var rights = app.Security;
        text.Append(rights.User).Append(' ').Append(rights.Group).Append(' ').Append(rights.Escalation).Append(rights.ReadOnlyRoot);
        Add(text, rights.Capabilities);
        Add(text, app.Resources);
        return text;
    }

    private static void Add(StringBuilder text, IReadOnlyList<string> parts)
    {
        foreach (var part in parts)
        {
            text.Append(part).Append('\n');
        }
    }

    private static void Add(StringBuilder text, ResourcesSpec resources) => text
        .Append(resources.RequestCpu).Append(' ').Append(resources.RequestMemory).Append(' ')
        .Append(resources.LimitCpu).Append(' ').Append(resources.LimitMemory).Append('\n');
}

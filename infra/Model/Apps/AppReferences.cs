using System.Text;

namespace Infra.Model;

/// <summary>
/// Other apps in the settings of an app: <c>$(app:loki)</c> stands for host and port of the first port of the app <c>loki</c>, and
/// <c>$(app:loki/grpc)</c> for those of its port <c>grpc</c>, as this app reaches them from the place where it runs. So a caller follows
/// when either of the two moves. Read in variables, command, arguments and files, of the app and of its jobs.
/// </summary>
public static class AppReferences
{
    private const string Start = "$(app:";
    private const char End = ')';
    private const char Separator = '/';

    /// <summary>An app as its pods in the cluster read it.</summary>
    /// <param name="system">The system.</param>
    /// <param name="app">The app.</param>
    public static AppSpec InCluster(SystemSpec system, AppSpec app) =>
        Resolve(app, (callee, port) => Callees.FromCluster(system, callee, port), system);

    /// <summary>A job as its pods in the cluster read it.</summary>
    /// <param name="system">The system.</param>
    /// <param name="job">The job.</param>
    public static InitJobSpec InCluster(SystemSpec system, InitJobSpec job) =>
        Resolve(job, (callee, port) => Callees.FromCluster(system, callee, port), system);

    /// <summary>An app as its container on a Docker host reads it, with the variables of its Compose service.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The Docker host.</param>
    /// <param name="app">The app, with a Compose service.</param>
    public static AppSpec OnDocker(SystemSpec system, ComposeHostSpec host, AppSpec app) =>
        Resolve(app, (callee, port) => Callees.FromDocker(system, host, app.Compose!, callee, port), system);

    /// <summary>The references in a text, each as the name of an app and the name of its port, null for the first port.</summary>
    /// <param name="text">The text; null for none.</param>
    public static IEnumerable<(string App, string? Port)> In(string? text)
    {
        var from = 0;
        while (text is not null && Next(text, from) is (_, var end, var app, var port))
        {
            yield return (app, port);
            from = end;
        }
    }

    /// <summary>The texts of an app in which references are read, each with the record and the setting in which it is written.</summary>
    /// <param name="app">The app.</param>
    public static IEnumerable<(object Record, string Key, string? Text)> TextsOf(AppSpec app)
    {
        foreach (var variable in app.Env.Concat(app.Compose?.Env ?? []).Concat(app.InitJobs.SelectMany(static job => job.Env)))
        {
            yield return (variable, "value", variable.Value);
        }

        foreach (var word in app.Command)
        {
            yield return (app, "command", word);
        }

        foreach (var word in app.Args)
        {
            yield return (app, "args", word);
        }

        foreach (var job in app.InitJobs)
        {
            foreach (var word in job.Command)
            {
                yield return (job, "command", word);
            }
        }

        foreach (var file in app.Files)
        {
            yield return (file, "content", file.Content);
            yield return (file, "before", file.Before);
            yield return (file, "after", file.After);
        }
    }

    /// <summary>The port of an app that a reference means; null for none.</summary>
    /// <param name="app">The app.</param>
    /// <param name="port">Name of the port; null for the first one.</param>
    public static PortSpec? PortOf(AppSpec app, string? port)
    {
        foreach (var one in app.Ports)
        {
            if (port is null || one.Name == port)
            {
                return one;
            }
        }

        return null;
    }

    private static AppSpec Resolve(AppSpec app, Func<AppSpec, PortSpec, CalleeAddress?> address, SystemSpec system) =>
        TextsOf(app).All(static one => Next(one.Text ?? "", 0) is null)
            ? app
            : app with
            {
                Command = Each(app.Command, address, system),
                Args = Each(app.Args, address, system),
                Env = Each(app.Env, address, system),
                Compose = app.Compose is { } compose ? compose with { Env = Each(compose.Env, address, system) } : null,
                Files =
                [
                    .. app.Files.Select(file => file with
                    {
                        Content = file.Content is { } content ? Replace(content, address, system) : null,
                        Before = Replace(file.Before, address, system),
                        After = Replace(file.After, address, system),
                    }),
                ],
                InitJobs = [.. app.InitJobs.Select(job => Resolve(job, address, system))],
            };

    private static InitJobSpec Resolve(InitJobSpec job, Func<AppSpec, PortSpec, CalleeAddress?> address, SystemSpec system) =>
        job with { Command = Each(job.Command, address, system), Env = Each(job.Env, address, system) };

    private static List<VariableSpec> Each(
        IReadOnlyList<VariableSpec> variables, Func<AppSpec, PortSpec, CalleeAddress?> address, SystemSpec system) =>
        [
            .. variables.Select(
                variable => variable.Value is { } value ? variable with { Value = Replace(value, address, system) } : variable),
        ];

    private static List<string> Each(
        IReadOnlyList<string> words, Func<AppSpec, PortSpec, CalleeAddress?> address, SystemSpec system) =>
        [.. words.Select(word => Replace(word, address, system))];

    // The rules report what leads nowhere; until then it stays as it is written.
    private static string Replace(string text, Func<AppSpec, PortSpec, CalleeAddress?> address, SystemSpec system)
    {
        var replaced = new StringBuilder();
        var from = 0;
        while (Next(text, from) is (var begin, var end, var name, var port))
        {
            var callee = system.Apps.FirstOrDefault(app => app.Name == name);
            replaced.Append(text, from, begin - from).Append(
                callee is not null && PortOf(callee, port) is { } found && address(callee, found) is { } known
                    ? known.ToString()
                    : text[begin..end]);
            from = end;
        }

        return from == 0 ? text : replaced.Append(text, from, text.Length - from).ToString();
    }

    private static (int Begin, int End, string App, string? Port)? Next(string text, int from)
    {
        var begin = text.IndexOf(Start, from, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : text.IndexOf(End, begin);
        if (end < 0)
        {
            return null;
        }

        var name = text[(begin + Start.Length)..end];
        var at = name.IndexOf(Separator, StringComparison.Ordinal);
        return (begin, end + 1, at < 0 ? name : name[..at], at < 0 ? null : name[(at + 1)..]);
    }
}

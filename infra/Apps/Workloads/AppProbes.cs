using Infra.Model;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Apps;

/// <summary>The health checks of an app's container.</summary>
internal static class AppProbes
{
    private const string HostHeader = "Host";

    /// <summary>Sets the probes and the steps before the signal to stop.</summary>
    /// <param name="container">The app's container.</param>
    /// <param name="app">The app.</param>
    public static void Add(ContainerArgs container, AppSpec app)
    {
        if (app.StartupProbe is { } startup)
        {
            container.StartupProbe = Of(app, startup);
        }

        if (app.ReadinessProbe is { } readiness)
        {
            container.ReadinessProbe = Of(app, readiness);
        }

        if (app.LivenessProbe is { } liveness)
        {
            container.LivenessProbe = Of(app, liveness);
        }

        if (BeforeStop(app) is { } handler)
        {
            container.Lifecycle = new LifecycleArgs { PreStop = handler };
        }
    }

    /// <summary>Delay before the signal to stop.</summary>
    public static int StopDelay(AppSpec app) => app.StopDelay?.Seconds ?? (app.Ports.Count > 0 ? 5 : 0);

    // The action "sleep" needs no program in the image; stable since Kubernetes 1.34
    // (https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/).
    private static LifecycleHandlerArgs? BeforeStop(AppSpec app)
    {
        if (app.StopCommand.Count > 0)
        {
            return new() { Exec = new ExecActionArgs { Command = Texts(app.StopCommand) } };
        }

        var delay = StopDelay(app);
        return delay > 0 ? new() { Sleep = new SleepActionArgs { Seconds = delay } } : null;
    }

    private static ProbeArgs Of(AppSpec app, ProbeSpec described)
    {
        var probe = new ProbeArgs
        {
            PeriodSeconds = described.Period.Seconds,
            TimeoutSeconds = described.Timeout.Seconds,
            FailureThreshold = described.FailureThreshold,
        };
        if (described.InitialDelay.Seconds > 0)
        {
            probe.InitialDelaySeconds = described.InitialDelay.Seconds;
        }

        if (described.Command.Count > 0)
        {
            probe.Exec = new ExecActionArgs { Command = Texts(PlainText.Of(described.Command)) };
        }
        else if (described.Path is { } path)
        {
            probe.HttpGet = Request(described, path, described.Port ?? app.Ports[0].Name);
        }
        else
        {
            probe.TcpSocket = new TCPSocketActionArgs { Port = described.Port ?? app.Ports[0].Name };
        }

        return probe;
    }

    // The field "host" would be the address of the connection.
    private static HTTPGetActionArgs Request(ProbeSpec described, string path, string port)
    {
        var request = new HTTPGetActionArgs { Path = path, Port = port };
        if (described.Host is { } host)
        {
            request.HttpHeaders.Add(new HTTPHeaderArgs { Name = HostHeader, Value = host });
        }

        foreach (var header in described.Headers.Keys)
        {
            request.HttpHeaders.Add(new HTTPHeaderArgs { Name = header, Value = described.Headers[header] });
        }

        return request;
    }

    /// <summary>Texts as an input.</summary>
    internal static InputList<string> Texts(IReadOnlyList<string> texts)
    {
        var list = new InputList<string>();
        foreach (var text in texts)
        {
            list.Add(text);
        }

        return list;
    }
}

namespace Pulumi;

/// <summary>The run's log. Outside a run every method throws <see cref="InvalidOperationException"/>.</summary>
public static class Log
{
    /// <summary>Logs a message for debugging. Dropped under mocks.</summary>
    public static void Debug(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => _ = Deployment.Running;

    /// <summary>Logs a message for the operator. Dropped under mocks.</summary>
    public static void Info(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => _ = Deployment.Running;

    /// <summary>Logs a warning. Dropped under mocks.</summary>
    public static void Warn(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => Deployment.Running.Warn(message);

    /// <summary>Logs an error: the run continues, and fails at its end.</summary>
    public static void Error(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => Deployment.Running.LogError(message);

    /// <summary>Logs an exception as an error.</summary>
    public static void Exception(Exception exception, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => Error(exception.ToString(), resource, streamId, ephemeral);
}

namespace Pulumi;

/// <summary>The run's log. Outside a run every method throws <see cref="InvalidOperationException"/>.</summary>
public static class Log
{
    /// <summary>A message for who debugs the program. Under mocks it is dropped.</summary>
    public static void Debug(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) => _ = Deployment.Running;

    /// <summary>A message for the operator. Under mocks it is dropped.</summary>
    public static void Info(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) => _ = Deployment.Running;

    /// <summary>A warning. Under mocks it is dropped.</summary>
    public static void Warn(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) => Deployment.Running.Warn(message);

    /// <summary>An error: the run goes on, and fails at its end.</summary>
    public static void Error(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) => Deployment.Running.LogError(message);

    /// <summary>An exception as an error.</summary>
    public static void Exception(Exception exception, Resource? resource = null, int? streamId = null, bool? ephemeral = null) => Error(exception.ToString(), resource, streamId, ephemeral);
}

namespace Infra.Cluster;

/// <summary>The engine's errors as the SDK passes them on: a gRPC status around the backend's message.</summary>
public static class BackendAnswer
{
    private const string Detail = "Detail=\"";
    private const string Returned = "returned an error: ";

    /// <summary>Whether an error says that the engine has no such function, and nothing about the stack.</summary>
    /// <param name="message">The exception's message.</param>
    public static bool IsMissingFunction(string message) =>
        message.Contains("StatusCode=\"Unimplemented\"", StringComparison.Ordinal)
        || message.Contains("unrecognized function name", StringComparison.Ordinal);

    /// <summary>The backend's message, on one line: <c>unknown stack "acme/infra/prod"</c>.</summary>
    /// <param name="message">The exception's message.</param>
    public static string Reason(string message)
    {
        var start = message.IndexOf(Detail, StringComparison.Ordinal);
        var end = message.LastIndexOf("\")", StringComparison.Ordinal);
        var detail = start >= 0 && end >= start + Detail.Length ? message[(start + Detail.Length)..end] : message;
        var inner = detail.LastIndexOf(Returned, StringComparison.Ordinal);
        var reason = inner < 0 ? detail : detail[(inner + Returned.Length)..];
        return string.Join(' ', reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}

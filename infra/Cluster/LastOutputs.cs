using System.Collections.Immutable;
using Pulumi;

namespace Infra.Cluster;

/// <summary>
/// The outputs of a stack of the project as its last successful run left them, asked of the engine without a resource of their own. The
/// failure of a <c>StackReference</c> is reported by the SDK as well, with a stack trace and once for each reader; that of the engine's
/// function behind it can be caught.
/// </summary>
/// <param name="Values">The outputs by name, secret ones too; empty for a stack that was never brought up.</param>
/// <param name="Failure">The backend's reason for not giving them; null when it gives them.</param>
/// <param name="IsMissingFunction">Whether the engine lacks the function, and a <c>StackReference</c> has to be asked.</param>
public sealed record LastOutputs(IReadOnlyDictionary<string, object> Values, string? Failure, bool IsMissingFunction)
{
    private const string ReadFunction = "pulumi:pulumi:readStackOutputs";
    private const string Outputs = "outputs";

    /// <summary>The full name of a stack of the project, which every kind of backend accepts.</summary>
    /// <param name="stack">The stack's name.</param>
    public static string FullName(string stack) =>
        $"{Deployment.Instance.OrganizationName}/{Deployment.Instance.ProjectName}/{stack}";

    /// <summary>Asks the backend.</summary>
    /// <param name="stack">The stack's name.</param>
    public static async Task<LastOutputs> ReadAsync(string stack)
    {
        try
        {
            // Without its last argument the method returns nothing in the SDK:
            // https://github.com/pulumi/pulumi-dotnet/blob/main/sdk/Pulumi/Deployment/Deployment_Invoke.cs
            var answer = await Deployment.Instance.InvokeAsync<ImmutableDictionary<string, object>>(
                ReadFunction,
                new DictionaryInvokeArgs(ImmutableDictionary<string, object?>.Empty.Add("name", FullName(stack))),
                options: null,
                registerPackageRequest: null).ConfigureAwait(false);
            return new(
                answer?.GetValueOrDefault(Outputs) as IReadOnlyDictionary<string, object> ?? ImmutableDictionary<string, object>.Empty,
                null,
                IsMissingFunction: false);
        }
        catch (Exception e) when (e is not RunException)
        {
            return new(
                ImmutableDictionary<string, object>.Empty, BackendAnswer.Reason(e.Message), BackendAnswer.IsMissingFunction(e.Message));
        }
    }
}

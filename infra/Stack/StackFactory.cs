namespace Infra;

/// <summary>
/// Creates the stack for <c>Deployment.RunAsync</c> and <c>Deployment.TestWithServiceProviderAsync</c>. Without it they create a stack
/// without arguments by reflection, which hides the text of an error.
/// </summary>
/// <param name="create">Creates the stack; called once, inside the run.</param>
public sealed class StackFactory(Func<InfraStack> create) : IServiceProvider
{
    /// <summary>The stack for <see cref="InfraStack"/>, null for every other type.</summary>
    public object? GetService(Type serviceType) => serviceType == typeof(InfraStack) ? create() : null;
}

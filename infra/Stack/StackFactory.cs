namespace Infra;

/// <summary>
/// Makes the stack for <c>Deployment.RunAsync</c> and <c>Deployment.TestWithServiceProviderAsync</c>. Those create a stack
/// without arguments by reflection, which hides an error's own text; here the constructor is called as it stands.
/// </summary>
/// <param name="create">Called once, inside the run.</param>
public sealed class StackFactory(Func<InfraStack> create) : IServiceProvider
{
    /// <summary>The stack for <see cref="InfraStack"/>, null for every other type.</summary>
    public object? GetService(Type serviceType) => serviceType == typeof(InfraStack) ? create() : null;
}

namespace Pulumi;

/// <summary>The current run of the program.</summary>
public sealed class DeploymentInstance
{
    internal DeploymentInstance(Deployment deployment) => Deployment = deployment;

    /// <summary>The stack's name.</summary>
    public string StackName => Deployment.StackName;

    /// <summary>The project's name.</summary>
    public string ProjectName => Deployment.ProjectName;

    /// <summary>The project's folder. Throws <see cref="InvalidOperationException"/> when the test options do not set it.</summary>
    public string RootDirectory => Deployment.RootDirectory;

    /// <summary>The organization's name.</summary>
    public string OrganizationName => Deployment.OrganizationName;

    /// <summary>Whether this is a preview.</summary>
    public bool IsDryRun => Deployment.IsDryRun;

    internal Deployment Deployment { get; }

    /// <summary>Calls a provider's function.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest)
        => Deployment.Invoke<T>(token, args, options);

    /// <summary>Calls a provider's function.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options, RegisterPackageRequest? registerPackageRequest)
        => Deployment.Invoke<T>(token, args, options);

    /// <summary>Calls a provider's function.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) => Deployment.Invoke<T>(token, args, options);

    /// <summary>Calls a provider's function.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) => Deployment.Invoke<T>(token, args, options);

    /// <summary>Calls a provider's function whose result has one member, and returns that member.</summary>
    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest)
        => Deployment.InvokeSingle<T>(token, args, options);

    /// <summary>Calls a provider's function whose result has one member, and returns that member.</summary>
    public Output<T> InvokeSingle<T>(
        string token, InvokeArgs args, InvokeOutputOptions options, RegisterPackageRequest? registerPackageRequest)
        => Deployment.InvokeSingle<T>(token, args, options);

    /// <summary>Calls a provider's function whose result has one member, and returns that member.</summary>
    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => Deployment.InvokeSingle<T>(token, args, options);

    /// <summary>Calls a provider's function whose result has one member, and returns that member.</summary>
    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options)
        => Deployment.InvokeSingle<T>(token, args, options);

    /// <summary>Calls a provider's function; unknown arguments are omitted.</summary>
    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest)
        => Deployment.InvokeAsync<T>(token, args, options);

    /// <summary>Calls a provider's function; unknown arguments are omitted.</summary>
    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => Deployment.InvokeAsync<T>(token, args, options);

    /// <summary>Calls a provider's function whose result has one member, and returns that member.</summary>
    public Task<T> InvokeSingleAsync<T>(
        string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest)
        => Deployment.InvokeSingleAsync<T>(token, args, options);

    /// <summary>Calls a provider's function whose result has one member, and returns that member.</summary>
    public Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => Deployment.InvokeSingleAsync<T>(token, args, options);

    /// <summary>Calls a provider's function and discards the result.</summary>
    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest)
        => Deployment.CallAsync(token, args, options);

    /// <summary>Calls a provider's function and discards the result.</summary>
    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null) => Deployment.CallAsync(token, args, options);

    /// <summary>Calls a resource's method.</summary>
    public Output<T> Call<T>(
        string token, CallArgs args, Resource? self, CallOptions? options, RegisterPackageRequest? registerPackageRequest)
        => Deployment.Call<T>(token, args, self, options);

    /// <summary>Calls a resource's method.</summary>
    public Output<T> Call<T>(string token, CallArgs args, Resource? self = null, CallOptions? options = null)
        => Deployment.Call<T>(token, args, self, options);

    /// <summary>Calls a resource's method and discards the result.</summary>
    public void Call(string token, CallArgs args, Resource? self, CallOptions? options, RegisterPackageRequest? registerPackageRequest)
        => Deployment.Call<object>(token, args, self, options);

    /// <summary>Calls a resource's method and discards the result.</summary>
    public void Call(string token, CallArgs args, Resource? self = null, CallOptions? options = null)
        => Deployment.Call<object>(token, args, self, options);

    /// <summary>
    /// Registers an invoke transform, which is not supported under mocks: the run fails with <see cref="NotImplementedException"/>.
    /// </summary>
    public void RegisterInvokeTransform(InvokeTransform transform) => Deployment.Report(new NotImplementedException());
}

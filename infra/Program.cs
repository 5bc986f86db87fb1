using Infra;
using Infra.Cluster;
using Pulumi;

return await Deployment.RunAsync<InfraStack>(
    new StackFactory(() => new InfraStack(StackInputs.FromEngine() with { Probe = new ApiProbe() }, options: null)));

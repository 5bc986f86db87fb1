using Infra;
using Pulumi;

return await Deployment.RunAsync<InfraStack>(new StackFactory(() => new InfraStack(StackInputs.FromEngine(), options: null)));

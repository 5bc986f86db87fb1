using Infra.Lab.Double;

return await K3sDouble.RunAsync(args);

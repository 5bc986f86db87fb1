namespace Pulumi;

/// <summary>What an error hook runs; true tries the operation again.</summary>
public delegate Task<bool> ErrorHookCallback(ErrorHookArgs args, CancellationToken cancellationToken = default);

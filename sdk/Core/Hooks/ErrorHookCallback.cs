namespace Pulumi;

/// <summary>Function of an error hook; true retries the operation.</summary>
public delegate Task<bool> ErrorHookCallback(ErrorHookArgs args, CancellationToken cancellationToken = default);

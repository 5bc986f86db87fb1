using Infra.Cluster;
using Infra.Model;

namespace Infra.Migration;

/// <summary>Reads the place of a stack in its migration from its own outputs.</summary>
public static class ProgressOutputs
{
    /// <summary>Reads the outputs, and returns when they are there.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="owner">The outputs of the cluster's owner, which is the stack itself where it owns the cluster.</param>
    public static MigrationProgress Of(SystemSpec system, OwnerOutputs owner) =>
        new() { IsRead = true, IsUp = owner.InForce.IsUp, Phase = system.Stack.Phase };
}

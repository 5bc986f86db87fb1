using Infra.Tests.Support;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Pulumi;

namespace Infra.Tests;

public sealed class EngineVersionTests
{
    [Fact]
    public void ProjectFileHasTheSameRange() =>
        Assert.Contains(
            $"requiredPulumiVersion: \"{EngineVersion.Range}\"", File.ReadAllLines(Repository.File("Pulumi.yaml")));

    [Fact]
    public void AsksForTheRange()
    {
        string? asked = null;
        EngineVersion.Require(range =>
        {
            asked = range;
            return Task.CompletedTask;
        });

        Assert.Equal(">=3.163.0", asked);
    }

    [Fact]
    public void RefusedEngineIsOneMessage()
    {
        var error = Assert.Throws<RunException>(
            () => EngineVersion.Require(_ => Task.FromException(new InvalidOperationException("Pulumi CLI version 3.150.0 does not fit"))));

        Assert.Equal(
            "Pulumi.yaml: requiredPulumiVersion: the program needs an engine >=3.163.0: Pulumi CLI version 3.150.0 does not fit; upgrade "
                + "the pulumi command (https://www.pulumi.com/docs/install), nothing was changed",
            error.Message);
    }

    [Fact]
    [Pitfall("hetzner-founder")]
    public void IsRequiredBeforeAnythingElse()
    {
        using var module = ModuleDefinition.ReadModule(typeof(StackInputs).Assembly.Location);
        var method = module.GetType(typeof(StackInputs).FullName).Methods.Single(method => method.Name == nameof(StackInputs.FromEngine));

        Assert.Equal(
            $"System.Void {typeof(EngineVersion).FullName}::{nameof(EngineVersion.Require)}()",
            method.Body.Instructions.First(instruction => instruction.OpCode == OpCodes.Call).Operand.ToString());
    }
}

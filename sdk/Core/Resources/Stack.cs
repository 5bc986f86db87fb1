namespace Pulumi;

/// <summary>The root of a program's resources. Derive from it and create them in the constructor; [Output] properties become the stack's outputs.</summary>
public class Stack : ComponentResource
{
    internal const string RootType = "pulumi:pulumi:Stack";

    /// <summary>Registers the stack under the run's project and stack name.</summary>
    public Stack(StackOptions? options = null)
        : base(RootType, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}", Convert(options)) => Deployment.Running.Stack = this;

    /// <summary>Registers the [Output] properties. One without a value, or that is no output, throws <see cref="RunException"/>.</summary>
    internal void RegisterProperties()
    {
        var outputs = OutputMembers.ReadDeclared(this);
        var unset = outputs.Where(output => output.Value is null).Select(output => output.Key).ToList();
        if (unset.Count > 0)
        {
            throw new RunException($"Output(s) '{string.Join(", ", unset)}' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.");
        }

        var others = outputs.Where(output => output.Value is not IOutput).Select(output => output.Key).ToList();
        if (others.Count > 0)
        {
            throw RunException.OutputsHaveIncorrectType(others);
        }

        RegisterOutputs(outputs);
    }

    private static ComponentResourceOptions? Convert(StackOptions? options)
        => options is null ? null : new ComponentResourceOptions { ResourceTransformations = options.ResourceTransformations, ResourceTransforms = options.ResourceTransforms };
}

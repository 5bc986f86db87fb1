namespace Pulumi;

/// <summary>
/// The root of a program's resources. Derive from it and create them in the constructor; [Output] properties become the stack's outputs.
/// </summary>
public class Stack : ComponentResource
{
    internal const string RootType = "pulumi:pulumi:Stack";

    /// <summary>Registers the stack under the run's project and stack name.</summary>
    public Stack(StackOptions? options = null)
        : base(RootType, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}", Convert(options))
        => Deployment.Running.Stack = this;

    /// <summary>
    /// Registers the [Output] properties. A property without a value, or one that is not an output, throws <see cref="RunException"/>.
    /// </summary>
    internal void RegisterProperties()
    {
        var outputs = OutputMembers.ReadDeclared(this);
        var unset = new List<string>();
        var others = new List<string>();
        foreach (var (name, value) in outputs)
        {
            if (value is not IOutput)
            {
                (value is null ? unset : others).Add(name);
            }
        }

        if (unset.Count > 0)
        {
            throw new RunException($"Output(s) '{string.Join(", ", unset)}' have no value assigned. [Output] attributed properties "
                + "must be assigned inside Stack constructor.");
        }

        if (others.Count > 0)
        {
            throw RunException.OutputsHaveIncorrectType(others);
        }

        RegisterOutputs(outputs);
    }

    private static ComponentResourceOptions? Convert(StackOptions? options)
        => options is null
            ? null
            : new ComponentResourceOptions
            {
                ResourceTransformations = options.ResourceTransformations,
                ResourceTransforms = options.ResourceTransforms,
            };
}

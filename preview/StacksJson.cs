using Infra.Model.Loading;
using Infra.Preview.Graph;

namespace Infra.Preview;

/// <summary>The stacks of a project as JSON: a list `stacks` with `name`, `system`, `environment`, `phase` and `clusterOwner`.</summary>
public static class StacksJson
{
    /// <summary>The stacks as UTF-8 JSON, indented by two, ending in a line feed.</summary>
    /// <param name="root">The folder of `Pulumi.yaml`.</param>
    /// <param name="stacks">The stacks.</param>
    public static byte[] Write(string root, IReadOnlyList<StackEntry> stacks)
    {
        var files = new ProjectFiles(root);
        return JsonOutput.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("stacks");
            foreach (var stack in stacks)
            {
                writer.WriteStartObject();
                writer.WriteString("name", stack.Name);
                writer.WriteString("system", stack.System);
                writer.WriteString("environment", stack.Environment);
                writer.WriteString("phase", stack.Phase);
                writer.WriteString("clusterOwner", StackLoad.Load(files, stack.Name).Result.Spec?.Stack.ClusterOwner);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}

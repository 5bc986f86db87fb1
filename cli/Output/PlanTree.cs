using System.Text;
using Infra.Preview.Graph;

namespace Infra.Cli.Output;

/// <summary>A plan as a tree, one line a resource: its logical name, its kind, and what protects it.</summary>
internal sealed class PlanTree(PlanGraph graph, Paint paint)
{
    private const int ShortestName = 24;
    private readonly StringBuilder _text = new();

    /// <summary>The tree's lines.</summary>
    public string Draw()
    {
        foreach (var resource in graph.Resources)
        {
            if (resource.Parent is null)
            {
                Draw(resource, "", "");
            }
        }
        return _text.ToString();
    }

    private void Draw(PlanResource resource, string opening, string indent)
    {
        AddLine(resource, opening);
        var children = graph.ChildrenOf(resource);
        for (var i = 0; i < children.Count; i++)
        {
            var last = i == children.Count - 1;
            Draw(children[i], indent + (last ? "└─ " : "├─ "), indent + (last ? "   " : "│  "));
        }
    }

    private void AddLine(PlanResource resource, string opening)
    {
        var kind = KindName.Of(resource.Type);
        var notes = NotesOf(resource);
        var left = Columns.Width - opening.Length - 2 - (notes.Length > 0 ? notes.Length + 2 : 0);
        var name = Columns.Elide(resource.Name, Math.Max(ShortestName, left - kind.Length));
        kind = Columns.Elide(kind, Math.Max(ShortestName, left - name.Length));
        _text.Append(paint.Aside(opening));
        _text.Append(resource.IsComponent || resource.IsStack ? paint.Group(name) : name);
        _text.Append("  ").Append(paint.Aside(kind));
        if (notes.Length > 0)
        {
            _text.Append("  ").Append(paint.Safe(notes));
        }
        _text.Append('\n');
    }

    private static string NotesOf(PlanResource resource) => (resource.Protect, resource.RetainOnDelete) switch
    {
        (true, true) => "protected, retained",
        (true, false) => "protected",
        (false, true) => "retained",
        _ => "",
    };
}

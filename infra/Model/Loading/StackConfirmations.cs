using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>
/// A stack's confirmations (<c>infra:confirmations</c>), a list of maps: read from its file, or given by the engine as JSON text.
/// </summary>
public sealed record StackConfirmations
{
    private const string Setting = $"{SecretKeys.Project}:confirmations";
    internal const string Expected = "a list of {gate, criterion, step, by, on}, or {gate, criterion, step, plan} for a plan";

    // The engine reads a day without quotes as a time, and gives its text in Go's form:
    // https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/config/object.go
    private const string StartOfDay = " 00:00:00 +0000 UTC";
    private readonly YamlSequence? _list;
    private readonly string _text;
    private readonly string _source;
    private readonly int _lineOffset;

    /// <summary>Confirmations already read from the stack's file.</summary>
    public StackConfirmations(YamlSequence list)
    {
        (_list, _text, _source) = (list, "", "");
    }

    /// <summary>Confirmations as YAML or JSON text.</summary>
    /// <param name="text">The text, a list.</param>
    /// <param name="source">Its source, for messages.</param>
    /// <param name="lineOffset">Lines before it in its file.</param>
    public StackConfirmations(string text, string source, int lineOffset = 0)
    {
        (_text, _source, _lineOffset) = (text, source, lineOffset);
    }

    /// <summary>The confirmations; those that cannot be read are left out, and among the problems.</summary>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="sources">Takes where each was written.</param>
    public IReadOnlyList<ConfirmationSpec> Read(ProblemList problems, SourceMap sources)
    {
        if (List(problems) is not { } list)
        {
            return [];
        }

        // Gives the settings their paths: infra:confirmations[1].gate.
        sources.AddRoot(new([new(Setting, list.Position, list)], list.Position));
        var binder = new SpecBinder(problems, sources);
        var confirmations = new List<ConfirmationSpec>();
        foreach (var item in list.Items)
        {
            if (item is not YamlMap map)
            {
                problems.Add(item.Position, sources.PathOf(item), $"found {item.Kind}", "write a map of gate, criterion and step");
            }
            else if (binder.Bind<ConfirmationSpec>(map) is { } confirmation)
            {
                confirmations.Add(confirmation);
            }
        }

        return confirmations;
    }

    private YamlSequence? List(ProblemList problems)
    {
        if (_list is not null)
        {
            return _list;
        }

        switch (YamlReader.Read(_text.Replace(StartOfDay, "", StringComparison.Ordinal), _source, problems, _lineOffset))
        {
            case YamlSequence list:
                return list;
            case null or YamlScalar { IsEmpty: true } or YamlScalar { IsNull: true }:
                return null;
            case var other:
                problems.Add(other.Position, $"'{Setting}' is {other.Kind}", $"it needs {Expected}");
                return null;
        }
    }
}

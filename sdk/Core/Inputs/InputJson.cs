using System.Text.Json;

namespace Pulumi;

/// <summary>An input that accepts any JSON value.</summary>
public sealed class InputJson : Input<JsonElement>
{
    /// <summary>No value.</summary>
    public InputJson()
        : base(default(JsonElement))
    {
    }

    private InputJson(JsonElement value)
        : base(value)
    {
    }

    private InputJson(Output<JsonElement> value)
        : base(value)
    {
    }

    /// <summary>Parses JSON text.</summary>
    public static implicit operator InputJson(string json) => JsonDocument.Parse(json);

    /// <summary>Takes a document's root.</summary>
    public static implicit operator InputJson(JsonDocument document) => document.RootElement;

    /// <summary>Wraps an element.</summary>
    public static implicit operator InputJson(JsonElement element) => new(element);

    /// <summary>Parses an output's JSON text.</summary>
    public static implicit operator InputJson(Output<string> json) => json.Apply(text => JsonDocument.Parse(text));

    /// <summary>Takes the root of an output's document.</summary>
    public static implicit operator InputJson(Output<JsonDocument> document) => document.Apply(d => d.RootElement);

    /// <summary>Takes an output's element.</summary>
    public static implicit operator InputJson(Output<JsonElement> element) => new(element);
}

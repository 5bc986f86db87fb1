using System.Collections.Immutable;
using Pulumi;

namespace Infra.Tests.Sdk;

/// <summary>Custom resource of a program.</summary>
internal sealed class Thing(string name, ThingArgs? args = null, CustomResourceOptions? options = null) : CustomResource(
    "test:index:Thing", name, args ?? new ThingArgs(), options)
{
    [Output("text")]
    public Output<string> Text { get; private set; } = null!;

    [Output("number")]
    public Output<int> Number { get; private set; } = null!;

    [Output("parts")]
    public Output<ImmutableArray<Part>> Parts { get; private set; } = null!;

    [Output("byName")]
    public Output<ImmutableDictionary<string, Part>> ByName { get; private set; } = null!;

    [Output("choice")]
    public Output<Union<int, string>> Choice { get; private set; } = null!;

    [Output("size")]
    public Output<Size> Size { get; private set; } = null!;

    [Output("maybe")]
    public Output<int?> Maybe { get; private set; } = null!;
}

internal sealed class ThingArgs : ResourceArgs
{
    [Input("list")]
    private InputList<object>? _list;

    [Input("map")]
    private InputMap<object>? _map;

    [Input("text")]
    public Input<string>? Text { get; set; }

    [Input("number")]
    public Input<int>? Number { get; set; }

    [Input("any")]
    public Input<object>? Any { get; set; }

    [Input("plain")]
    public object? Plain { get; set; }

    [Input("asJson", json: true)]
    public Input<object>? AsJson { get; set; }

    public InputList<object> List { get => _list ??= []; set => _list = value; }

    public InputMap<object> Map { get => _map ??= []; set => _map = value; }
}

internal sealed class StrictArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }
}

internal sealed class PartArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("count")]
    public Input<int>? Count { get; set; }
}

[OutputType]
internal sealed class Part
{
    public readonly string Name;
    public readonly int Count;

    [OutputConstructor]
    private Part(string name, [OutputConstructorParameter("count")] int howMany)
    {
        Name = name;
        Count = howMany;
    }
}

[EnumType]
internal readonly struct Size
{
    private readonly string _value;

    private Size(string value) => _value = value;

    public static Size Large { get; } = new("large");

    public static explicit operator string(Size value) => value._value;
}

/// <summary>Component without inputs and outputs.</summary>
internal sealed class Group(string name, ComponentResourceOptions? options = null) : ComponentResource("test:index:Group", name, options);

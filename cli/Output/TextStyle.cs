namespace Infra.Cli.Output;

/// <summary>Style of a part of a text.</summary>
internal enum TextStyle
{
    /// <summary>As the terminal shows text.</summary>
    Plain,

    /// <summary>A heading, or what groups other things.</summary>
    Heading,

    /// <summary>Text beside a name.</summary>
    Aside,

    /// <summary>A protected resource.</summary>
    Protected,

    /// <summary>Task for the operator.</summary>
    Pending,

    /// <summary>Loss that threatens.</summary>
    Danger,

    /// <summary>New line of a text.</summary>
    Added,

    /// <summary>Former line of a text.</summary>
    Removed,
}

using Infra.Model;
using Infra.Model.Loading;

namespace Infra.Preview.Promotions;

/// <summary>A promotion as it would be written, or the reasons against it.</summary>
public sealed record Promotion
{
    /// <summary>Reasons why nothing can be written, one text each; empty for a promotion that can.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Whether the reason is a name on the command line.</summary>
    public bool IsUsage { get; init; }

    /// <summary>Warnings that the change brings, one text each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Sentence that says that the image is already there; null where something is to be written.</summary>
    public string? AlreadyThere { get; init; }

    /// <summary>The file to write; null where nothing is to be written.</summary>
    public EditedFile? Edit { get; init; }

    /// <summary>The image; empty where nothing is to be written.</summary>
    public string Image { get; init; } = "";

    /// <summary>The idle slot, which gets the image.</summary>
    public Slot Slot { get; init; }
}

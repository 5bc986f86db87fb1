using System.CommandLine;
using System.CommandLine.Completions;
using Infra.Cli.Output;
using Infra.Model;
using Infra.Preview;
using Infra.Preview.Promotions;

namespace Infra.Cli.Commands;

/// <summary>Command `promote`: the image that is live in one stack becomes that of the idle slot in another one.</summary>
internal static class PromoteCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new DocumentedCommand("promote", "Write the live image of one stack as the idle slot's image of another one.")
        {
            Details = "Takes the image that is live in the described source stack and writes it for the slot that is\n" +
                "not live into the file of the target's environment, with every other character kept. Nothing\n" +
                "goes live: that is `live` of the app (docs/runbooks/promotion.md). Nothing is written where a\n" +
                "phase or the stack's own file sets the image, or where the image would be a problem.",
            Examples = ["promote wordpress --from stage --to prod"],
        };
        var app = new Argument<string>("app") { HelpName = "app", Description = "Name of an app with blue-green deployment." };
        var from = Stack("--from", "Stack whose live image is taken.", terminal);
        var to = Stack("--to", "Stack whose idle slot gets the image.", terminal);
        app.CompletionSources.Add(context => Items(
            terminal,
            root => context.ParseResult.GetResult(to) is { Tokens: [{ Value: var stack }] }
                ? PromotionPlan.Apps(root, stack)
                : AppsOfAll(root)));
        command.Add(app);
        command.Add(from);
        command.Add(to);
        command.Validators.Add(result =>
        {
            if (result.GetResult(from) is { Tokens: [{ Value: var source }] } && result.GetResult(to) is { Tokens: [{ Value: var target }] }
                && source == target)
            {
                result.AddError($"--to: '{source}' is the stack of --from too; name the stack that gets the image");
            }
        });
        Project.Require(command, terminal);
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(app), parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), terminal));
        return command;
    }

    private static int Run(string app, string from, string to, Terminal terminal)
    {
        var root = Project.Find(terminal)!;
        var promotion = PromotionPlan.Of(root, app, from, to);
        foreach (var text in promotion.Problems.Concat(promotion.Warnings))
        {
            terminal.WriteProblem(promotion.IsUsage ? $"infra: {text}" : text);
        }

        if (promotion.AlreadyThere is { } sentence)
        {
            terminal.Text.WriteLine(sentence);
            return ExitCodes.Ok;
        }

        if (promotion.Edit is not { } edit)
        {
            return promotion.IsUsage ? ExitCodes.Usage : ExitCodes.Problems;
        }

        EditedFileWriter.Write(Path.Combine(root, edit.Position.File), edit);
        var slot = SlotName.Of(promotion.Slot);
        terminal.Text.WriteLine($"wrote {edit.Position}: apps[{app}].blueGreen.{slot}Image: {promotion.Image}");
        terminal.Text.WriteLine($"next: {App.Call} diff {to}:HEAD {to}");
        terminal.Text.WriteLine($"then: pulumi up --stack {to}; to go live, set live: {slot} (docs/runbooks/promotion.md)");
        return ExitCodes.Ok;
    }

    private static Option<string> Stack(string name, string description, Terminal terminal)
    {
        var option = new Option<string>(name) { HelpName = "STACK", Description = description, Required = true };
        option.CompletionSources.Add(_ => Items(terminal, StackPreview.Stacks));
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var stack }] && Project.Find(terminal) is { } root && !StackPreview.Exists(root, stack))
            {
                result.AddError($"{name}: stack '{stack}': not found; {Listing.Of("stack", StackPreview.Stacks(root))}");
            }
        });
        return option;
    }

    private static IReadOnlyList<string> AppsOfAll(string root) =>
        [.. StackPreview.Stacks(root).SelectMany(stack => PromotionPlan.Apps(root, stack)).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<CompletionItem> Items(Terminal terminal, Func<string, IReadOnlyList<string>> names) =>
        Project.Find(terminal) is { } root ? names(root).Select(name => new CompletionItem(name)) : [];
}

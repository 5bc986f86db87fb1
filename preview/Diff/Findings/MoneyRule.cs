using Infra.Preview.Cost;

namespace Infra.Preview.Diff.Findings;

/// <summary>Change of the monthly cost.</summary>
internal static class MoneyRule
{
    /// <summary>Share of the former sum above which more cost is a caution: a fifth is more than one server of a small cluster.</summary>
    private const decimal Share = 0.2m;

    /// <summary>Finds it.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        var cost = CostChange.Of(steps.Diff);
        var more = cost.To - cost.From;
        if (more != 0 || (cost.IsIncomplete && !cost.IsEmpty))
        {
            var isMuch = cost.From > 0 && more > cost.From * Share;
            var change = $"{CostText.Amount(cost.From)} -> {CostText.Amount(cost.To)}, {CostText.Difference(more)}";
            yield return new(
                isMuch ? FindingLevel.Caution : FindingLevel.Note,
                FindingTopic.Money,
                $"cost, {cost.Currency} a month without VAT: {change}{(cost.IsIncomplete ? "; not every price is known" : "")}",
                null);
        }
        if (cost is { EarlierFrom: { } former, EarlierTo: { } latter } && latter != former && latter - former != more
            && cost.Items.Any(item => item.New is not null))
        {
            yield return new(
                latter - former > former * Share ? FindingLevel.Caution : FindingLevel.Note,
                FindingTopic.Money,
                $"at the prices of earlier orders it is {CostText.Amount(former)} -> {CostText.Amount(latter)}: "
                    + "what is newly ordered or rescaled has today's price",
                null);
        }
    }
}

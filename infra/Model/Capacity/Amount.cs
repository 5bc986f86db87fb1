namespace Infra.Model.Capacity;

/// <summary>Processor time and memory.</summary>
/// <param name="Cpu">Cores.</param>
/// <param name="Memory">Bytes.</param>
public readonly record struct Amount(decimal Cpu, decimal Memory)
{
    /// <summary>Requests of one pod.</summary>
    /// <param name="resources">The requests and limits.</param>
    public static Amount RequestedBy(ResourcesSpec resources) => new(resources.RequestCpu.Value, resources.RequestMemory.Value);

    /// <summary>Whether this is at most another amount, of both resources.</summary>
    /// <param name="other">The other amount.</param>
    public bool FitsIn(Amount other) => Cpu <= other.Cpu && Memory <= other.Memory;

    /// <summary>Larger share of a whole that this takes of one of the resources.</summary>
    /// <param name="whole">The whole, with some of both resources.</param>
    public decimal ShareOf(Amount whole) => Math.Max(
        whole.Cpu > 0 ? Cpu / whole.Cpu : 0,
        whole.Memory > 0 ? Memory / whole.Memory : 0);

    /// <summary>Sum.</summary>
    public static Amount operator +(Amount left, Amount right) => new(left.Cpu + right.Cpu, left.Memory + right.Memory);

    /// <summary>Difference.</summary>
    public static Amount operator -(Amount left, Amount right) => new(left.Cpu - right.Cpu, left.Memory - right.Memory);

    /// <summary>Multiple.</summary>
    public static Amount operator *(decimal count, Amount amount) => new(count * amount.Cpu, count * amount.Memory);

    /// <summary>Sum, for languages without operators.</summary>
    public static Amount Add(Amount left, Amount right) => left + right;

    /// <summary>Difference, for languages without operators.</summary>
    public static Amount Subtract(Amount left, Amount right) => left - right;

    /// <summary>Multiple, for languages without operators.</summary>
    public static Amount Multiply(decimal count, Amount amount) => count * amount;
}

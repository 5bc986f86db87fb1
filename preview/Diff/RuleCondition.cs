namespace Infra.Preview.Diff;

/// <summary>Conditions of replacement rules that depend on values. Each has a test on both of its sides.</summary>
public enum RuleCondition
{
    /// <summary>The provider was not given `enableConfigMapMutable`, or the new object is immutable.</summary>
    ConfigMapIsImmutable,
}

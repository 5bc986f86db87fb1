using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Infra.Tests.Architecture;

/// <summary>The types that each type of a compiled assembly refers to: in its signatures, attributes and code.</summary>
internal static class References
{
    /// <summary>The pairs of a type and a type it refers to, both as outermost types; each pair may occur several times.</summary>
    /// <param name="assembly">The assembly's file.</param>
    public static IEnumerable<(TypeReference From, TypeReference To)> In(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return [.. module.GetTypes().SelectMany(type => Of(type).SelectMany(Parts).Select(found => (Outermost(type), Outermost(found))))];
    }

    /// <summary>The assemblies that an assembly refers to, by name.</summary>
    /// <param name="assembly">The assembly's file.</param>
    public static string[] Assemblies(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return [.. module.AssemblyReferences.Select(reference => reference.Name)];
    }

    private static IEnumerable<TypeReference?> Of(TypeDefinition type) =>
        [
            type.BaseType,
            .. type.Interfaces.Select(used => used.InterfaceType),
            .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
            .. type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
            .. type.Fields.Select(field => field.FieldType),
            .. type.Properties.SelectMany(property => property.CustomAttributes).Select(attribute => attribute.AttributeType),
            .. type.Methods.SelectMany(Of),
        ];

    private static IEnumerable<TypeReference?> Of(MethodDefinition method) =>
        [
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. method.CustomAttributes.Select(attribute => attribute.AttributeType),
            .. method.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
            .. method.HasBody ? Of(method.Body) : [],
        ];

    private static IEnumerable<TypeReference?> Of(MethodBody body) =>
        [
            .. body.Variables.Select(variable => variable.VariableType),
            .. body.Instructions.SelectMany(instruction => instruction.Operand switch
            {
                TypeReference type => [type],
                FieldReference field => [field.DeclaringType, field.FieldType],
                GenericInstanceMethod generic => [generic.DeclaringType, generic.ReturnType, .. generic.GenericArguments],
                MethodReference called => [called.DeclaringType, called.ReturnType],
                _ => (TypeReference?[])[],
            }),
        ];

    /// <summary>A type without its arrays, references and arguments, and the arguments themselves.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        IModifierType modified => [.. Parts(modified.ModifierType), .. Parts(modified.ElementType)],
        TypeSpecification { ElementType: var element } => Parts(element),
        _ => [type],
    };

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }
}

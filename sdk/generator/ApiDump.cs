using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Infra.SdkGenerator;

/// <summary>
/// The public members of an assembly as text, one line each, in the form of the official listings, so that the two can be compared line by
/// line. Reads metadata only.
/// </summary>
public static class ApiDump
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> ImpliedNamespaces = new(StringComparer.Ordinal)
    {
        "System", "System.Collections.Generic", "System.Collections.Immutable", "System.Threading", "System.Threading.Tasks",
    };

    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["System.Void"] = "void",
        ["System.String"] = "string",
        ["System.Object"] = "object",
        ["System.Boolean"] = "bool",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.Double"] = "double",
    };

    /// <summary>The packages; the one whose namespace contains all others is last.</summary>
    private static readonly string[] Packages =
        ["Pulumi.Kubernetes", "Pulumi.Command", "Pulumi.HCloud", "Pulumi.Random", "Pulumi.Tls", "Pulumi"];

    /// <summary>The listing of every package with a public type in the assembly.</summary>
    /// <param name="assembly">The assembly; none of its code runs.</param>
    /// <returns>The lines by package name.</returns>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ByPackage(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return assembly.GetTypes()
            .Where(t => IsVisible(t) && Packages.Any(p => IsIn(t, p)))
            .GroupBy(t => Packages.First(p => IsIn(t, p)), StringComparer.Ordinal)
            .ToDictionary(
                g => g.Key,
                IReadOnlyList<string> (g) => [.. g.OrderBy(t => t.FullName!.Replace('+', '.'), StringComparer.Ordinal).SelectMany(Lines)],
                StringComparer.Ordinal);
    }

    private static bool IsIn(Type type, string package)
        => type.Namespace == package || type.Namespace?.StartsWith(package + ".", StringComparison.Ordinal) == true;

    private static bool IsVisible(Type type) => type.IsPublic || (type.IsNestedPublic && IsVisible(type.DeclaringType!));

    private static IEnumerable<string> Lines(Type type)
    {
        if (type.BaseType == typeof(MulticastDelegate))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [$"delegate {Value(invoke.ReturnParameter)} {Plain(type)}({Parameters(invoke)})"];
        }

        if (type.IsEnum)
        {
            var values = type.GetFields(BindingFlags.Public | BindingFlags.Static);
            return [$"enum {Plain(type)}", .. values.Select(f => $"    {f.Name} = {f.GetRawConstantValue()}")];
        }

        var constructors = type.GetConstructors(Declared).Where(c => !c.IsStatic && IsVisible(c))
            .Select(c => $"{Access(c)} .ctor({Parameters(c)})");
        var wires = type.GetFields(Declared).Where(f => f.IsPrivate && Wire(f).Length > 0)
            .Select(f => $"// wire: {Wire(f).TrimEnd()} via private field {f.Name}");
        var fields = type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(Field);
        var properties = type.GetProperties(Declared).Where(p => Accessors(p).Any(IsVisible)).Select(Property);
        var methods = type.GetMethods(Declared)
            .Where(m => IsVisible(m) && !IsAccessor(m) && !m.Name.Contains('<', StringComparison.Ordinal))
            .Select(Method);
        var members = constructors.Concat(wires).Concat(fields).Concat(properties).Concat(methods);
        return [Header(type), .. members.Select(line => "    " + line)];
    }

    private static string Header(Type type)
    {
        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsValueType: true } when type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) => "readonly struct",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var above = new List<string>();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            above.Add(Plain(parent));
        }

        var inherited = type.GetInterfaces().SelectMany(i => i.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []).ToHashSet();
        above.AddRange(type.GetInterfaces().Where(i => IsVisible(i) && !inherited.Contains(i)).Select(Plain));
        return $"{kind} {Plain(type)}{(above.Count == 0 ? "" : " : " + string.Join(", ", above))}";
    }

    private static string Field(FieldInfo field)
    {
        var modifier = field switch
        {
            { IsLiteral: true } => "static const ",
            { IsStatic: true, IsInitOnly: true } => "static readonly ",
            { IsStatic: true } => "static ",
            { IsInitOnly: true } => "readonly ",
            _ => "",
        };
        return $"{Wire(field)}{(field.IsPublic ? "public" : "protected")} "
            + $"{modifier}{Value(field.FieldType, new NullabilityInfoContext().Create(field))} {field.Name}";
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = Accessors(property).Where(IsVisible).ToList();
        var widest = accessors.OrderByDescending(a => a.IsPublic).First();
        var texts = accessors.Select(a => (a.IsPublic == widest.IsPublic ? "" : Access(a) + " ")
            + (a == property.GetMethod ? "get;" : IsInit(a) ? "init;" : "set;"));
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var value = Value(property.PropertyType, new NullabilityInfoContext().Create(property), property.GetMethod is null);
        return $"{Wire(property)}{Access(widest)} {Modifiers(widest)}{value} {name} {{ {string.Join(' ', texts)} }}";
    }

    private static string Method(MethodInfo method)
    {
        var generics = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(Plain))}>" : "";
        var constraints = method.IsGenericMethodDefinition ? string.Concat(method.GetGenericArguments().Select(Constraints)) : "";
        return $"{Access(method)} {Modifiers(method)}{Value(method.ReturnParameter)} "
            + $"{method.Name}{generics}({Parameters(method)}){constraints}";
    }

    private static string Constraints(Type parameter)
    {
        var texts = parameter.GetGenericParameterConstraints().Select(Plain).ToList();
        if (parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            texts.Add("new()");
        }

        return texts.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", texts)}";
    }

    private static string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute), inherit: false);
        return (isExtension ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var isParams = parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) ? "params " : "";
        return $"{isParams}{Value(parameter)} {parameter.Name}{Default(parameter)}";
    }

    private static string Default(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue)
        {
            return "";
        }

        return " = " + parameter.RawDefaultValue switch
        {
            null when parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null => "default",
            null => "null",
            string text => $"\"{text}\"",
            bool truth => truth ? "true" : "false",
            var other => Convert.ToString(other, CultureInfo.InvariantCulture),
        };
    }

    private static string Value(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var nullability = new NullabilityInfoContext().Create(parameter);
        return type.IsByRef ? "ref " + Value(type.GetElementType()!, nullability) : Value(type, nullability);
    }

    private static string Value(Type type, NullabilityInfo nullability, bool writeOnly = false)
    {
        var state = writeOnly ? nullability.WriteState : nullability.ReadState;
        var mark = !type.IsValueType && state == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
        {
            return Value(type.GetElementType()!, nullability.ElementType!) + "[]" + mark;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Plain(underlying) + "?";
        }

        if (!type.IsGenericType)
        {
            return Plain(type) + mark;
        }

        // An open tuple is listed like any other type, without the nullability of its parts.
        var isTuple = type.Namespace == "System" && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal);
        if (isTuple && type.ContainsGenericParameters)
        {
            return Plain(type);
        }

        var arguments = string.Join(", ", type.GetGenericArguments().Select((a, i) => Value(a, nullability.GenericTypeArguments[i])));
        return (isTuple ? $"({arguments})" : $"{BareName(type)}<{arguments}>") + mark;
    }

    private static string Plain(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsArray)
        {
            return Plain(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Plain(underlying) + "?";
        }

        return type.IsGenericType ? $"{BareName(type)}<{string.Join(", ", type.GetGenericArguments().Select(Plain))}>" : BareName(type);
    }

    private static string BareName(Type type)
    {
        if (type.FullName is { } full && Keywords.TryGetValue(full, out var keyword))
        {
            return keyword;
        }

        var name = type.Name.Split('`')[0];
        if (type.DeclaringType is { } outer)
        {
            return BareName(outer) + "." + name;
        }

        return type.Namespace is null || ImpliedNamespaces.Contains(type.Namespace) ? name : $"{type.Namespace}.{name}";
    }

    private static string Wire(MemberInfo member) =>
        string.Concat(member.GetCustomAttributesData()
            .Where(a => a.AttributeType.FullName is "Pulumi.InputAttribute" or "Pulumi.OutputAttribute")
            .Select(a => $"[{a.AttributeType.Name[..^"Attribute".Length]}({string.Join(", ", a.ConstructorArguments)})] "));

    private static IEnumerable<MethodInfo> Accessors(PropertyInfo property)
        => property.GetAccessors(nonPublic: true).OrderBy(a => a != property.GetMethod);

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName
            && (method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal));

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method switch
    {
        { IsPublic: true } => "public",
        { IsFamilyOrAssembly: true } => "protected internal",
        _ => "protected",
    };

    private static string Modifiers(MethodInfo method) => method switch
    {
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true } when method.GetBaseDefinition() != method => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };
}

using System.Globalization;
using System.Reflection;

namespace DiffusionTextures.Package.Tests;

/// <summary>Types and members as the reference lists write them, without the words that do not matter to a caller.</summary>
internal static class UnityApiText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(int)] = "int", [typeof(long)] = "long",
        [typeof(float)] = "float", [typeof(string)] = "string", [typeof(object)] = "object", [typeof(nint)] = "nint",
    };

    private static readonly string[] Irrelevant = ["extern ", "override ", "virtual ", "sealed ", "abstract ", "new "];

    /// <summary>The key of a type in the lists.</summary>
    public static string KeyOf(Type type) => $"{type.Namespace}: {Name(type)}";

    /// <summary>A line of a list in the form that <see cref="MembersOf"/> gives.</summary>
    public static string Normalize(string line) => Irrelevant.Aggregate(line.Trim(), (text, word) => text.Replace(word, string.Empty));

    /// <summary>Every member of a type that a caller can see.</summary>
    public static IEnumerable<string> MembersOf(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}");
        }

        var fields = type.GetFields(all).Where(field => field.IsPublic).Select(field => $"{Access(field.IsPublic, field.IsStatic)}{Name(field.FieldType)} {field.Name}");
        var events = type.GetEvents(all).Select(member => $"{Access(true, member.AddMethod!.IsStatic)}event {Name(member.EventHandlerType!)} {member.Name}");
        var properties = type.GetProperties(all).Where(property => property.GetAccessors(true).Any(IsVisible)).Select(Property);
        var methods = type.GetMethods(all).Where(method => IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))).Select(Method);
        // A constructor without parameters need not be listed: where nobody writes one, the compiler does.
        var constructors = type.GetConstructors(all).Where(member => IsVisible(member) && !member.IsStatic && member.GetParameters().Length > 0)
            .Select(member => $"{Access(member.IsPublic, false)}{type.Name.Split('`')[0]}({Parameters(member)})");
        return fields.Concat(events).Concat(properties).Concat(methods).Concat(constructors).Select(line => type.IsInterface ? line.Replace("public ", string.Empty) : line);
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(IsVisible).ToArray();
        var widest = accessors.Any(accessor => accessor.IsPublic);
        var parts = accessors.Select(accessor => $"{(widest && !accessor.IsPublic ? "protected " : string.Empty)}{(accessor.ReturnType == typeof(void) ? "set" : "get")}; ");
        return $"{Access(widest, accessors[0].IsStatic)}{Name(property.PropertyType)} {property.Name} {{ {string.Concat(parts)}}}";
    }

    private static string Method(MethodInfo method)
    {
        var access = Access(method.IsPublic, method.IsStatic);
        var parameters = $"({Parameters(method)})";
        var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : string.Empty;
        return method.Name switch
        {
            "op_Implicit" => $"{access}implicit operator {Name(method.ReturnType)}{parameters}",
            "op_Equality" => $"{access}{Name(method.ReturnType)} operator =={parameters}",
            "op_Inequality" => $"{access}{Name(method.ReturnType)} operator !={parameters}",
            _ => $"{access}{Name(method.ReturnType)} {method.Name}{generic}{parameters}{Constraints(method)}",
        };
    }

    private static string Constraints(MethodInfo method)
    {
        return !method.IsGenericMethodDefinition ? string.Empty : string.Concat(method.GetGenericArguments()
            .Where(argument => argument.GetGenericParameterConstraints().Length > 0)
            .Select(argument => $" where {argument.Name} : {string.Join(", ", argument.GetGenericParameterConstraints().Select(Name))}"));
    }

    private static string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute), false);
        return string.Join(", ", method.GetParameters().Select(parameter => $"{(isExtension && parameter.Position == 0 ? "this " : string.Empty)}{Name(parameter.ParameterType)} {parameter.Name}{Default(parameter)}"));
    }

    private static string Default(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue)
        {
            return string.Empty;
        }

        var value = parameter.RawDefaultValue;
        var text = value == null ? "null" : parameter.ParameterType.IsEnum ? Enum.GetName(parameter.ParameterType, value) : Convert.ToString(value, CultureInfo.InvariantCulture);
        return $" = {text}";
    }

    private static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[]";
        }

        if (type.IsByRef)
        {
            return $"ref {Name(type.GetElementType()!)}";
        }

        var name = type.Name.Split('`')[0];
        var outer = type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}." : string.Empty;
        return type.IsGenericType && type.Name.Contains('`') ? $"{outer}{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : outer + name;
    }

    private static string Access(bool isPublic, bool isStatic) => (isPublic ? "public " : "protected ") + (isStatic ? "static " : string.Empty);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}

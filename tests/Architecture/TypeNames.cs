using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace ActorLog.Architecture;

/// <summary>Types as C# names them, with what may be null.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>The name of a type where it is declared, with the names of its own type parameters.</summary>
    public static string Declared(Type type)
    {
        var name = type.IsNested ? $"{Declared(type.DeclaringType!)}.{Plain(type)}" : Plain(type);
        var own = type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).ToArray();
        return own.Length == 0 ? name : $"{name}<{string.Join(", ", own.Select(one => one.Name))}>";
    }

    /// <summary>The type parameters of a generic method.</summary>
    public static string ParametersOf(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(one => one.Name))}>" : "";

    /// <summary>The name of a type where it is used, when nothing is known of nulls.</summary>
    public static string Of(Type type) => Of(type, null);

    /// <summary>The name of a type where it is used.</summary>
    public static string Of(NullabilityInfo nullability) => Of(nullability.Type, nullability);

    private static string Of(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
        {
            type = type.GetElementType()!;
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Of(value, null) + "?";
        }

        // Of a bare T nobody knows.
        var mayBeNull =
            !type.IsValueType && !type.IsGenericParameter && nullability?.ReadState == NullabilityState.Nullable;
        var mark = mayBeNull ? "?" : "";
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[]{mark}";
        }

        return Plainly(type, nullability) + mark;
    }

    private static string Plainly(Type type, NullabilityInfo? nullability)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        var name =
            type.IsNested && !type.IsGenericParameter ? $"{Plain(type.DeclaringType!)}.{Plain(type)}" : Plain(type);
        if (!type.IsGenericType)
        {
            return name;
        }

        var known = nullability?.GenericTypeArguments ?? [];
        var arguments = type.GetGenericArguments().Select((one, i) => Of(one, i < known.Length ? known[i] : null));
        var list = string.Join(", ", arguments);
        return name == "ValueTuple" ? $"({list})" : $"{name}<{list}>";
    }

    private static string Plain(Type type) => type.Name.Split('`')[0];
}

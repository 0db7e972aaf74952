using System;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ActorLog.Architecture;

/// <summary>One member of a type as C# would declare it; null for what others cannot reach.</summary>
internal static class MemberText
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string? Of(MemberInfo member) =>
        member switch
        {
            FieldInfo field => Of(field),
            ConstructorInfo constructor => Access(constructor) is { } access
                ? $"{access}{Plain(constructor.DeclaringType!.Name)}({ParametersOf(constructor)})"
                : null,
            PropertyInfo property => Of(property),
            EventInfo happening => Access(happening.AddMethod!) is { } access
                ? $"{access}event {TypeNames.Of(happening.EventHandlerType!)} {happening.Name}"
                : null,
            MethodInfo { Name: nameof(GetHashCode) } => null,
            MethodInfo { IsSpecialName: false } method => Access(method) is { } access
                ? access + Of(method, method.Name + TypeNames.ParametersOf(method))
                : null,
            MethodInfo { Name: ['o', 'p', '_', ..] } method => Access(method) is { } access
                ? access + Of(method, method.Name)
                : null,
            _ => null,
        };

    /// <summary>A method or the signature of a delegate, under a name.</summary>
    public static string Of(MethodInfo method, string name) =>
        $"{TypeNames.Of(Nullability.Create(method.ReturnParameter))} {name}({ParametersOf(method)})";

    private static string? Of(FieldInfo field)
    {
        if (!field.IsPublic && !field.IsFamily && !field.IsFamilyOrAssembly)
        {
            return null;
        }

        var kind = field.IsLiteral
            ? "const "
            : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? $" = {Literal(field.FieldType, field.GetRawConstantValue())}" : "";
        return $"{(field.IsPublic ? "" : "protected ")}{kind}{TypeNames.Of(Nullability.Create(field))} {field.Name}{value}";
    }

    private static string? Of(PropertyInfo property)
    {
        var (get, set) = (property.GetMethod, property.SetMethod);
        var access = (get is null ? null : Access(get)) ?? (set is null ? null : Access(set));
        if (access is null)
        {
            return null;
        }

        var accessors = (get is not null && Access(get) is not null ? " get;" : "") + SetterOf(set);
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Of))}]";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{access}{required}{TypeNames.Of(Nullability.Create(property))} {name} {{{accessors} }}";
    }

    private static string SetterOf(MethodInfo? set)
    {
        if (set is null || Access(set) is null)
        {
            return "";
        }

        var isInit = set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        return isInit ? " init;" : " set;";
    }

    /// <summary>Nothing for public, or the words before the member; null when it is not for others.</summary>
    private static string? Access(MethodBase method)
    {
        if (!method.IsPublic && !method.IsFamily && !method.IsFamilyOrAssembly)
        {
            return null;
        }

        var text = method.IsPublic ? "" : "protected ";
        if (method.IsStatic || method.DeclaringType!.IsInterface)
        {
            return text + (method.IsStatic ? "static " : "");
        }

        var overrides = method is MethodInfo info && info.GetBaseDefinition() != info;
        return text
            + (
                overrides ? "override "
                : method.IsAbstract ? "abstract "
                : method is { IsVirtual: true, IsFinal: false } ? "virtual "
                : ""
            );
    }

    private static string ParametersOf(MethodBase method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Of));
    }

    private static string Of(ParameterInfo parameter)
    {
        var direction =
            parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : parameter.ParameterType.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute))
                ? "params "
            : "";
        var value = parameter.HasDefaultValue ? $" = {Literal(parameter.ParameterType, parameter.DefaultValue)}" : "";
        return $"{direction}{TypeNames.Of(Nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Literal(Type type, object? constant) =>
        constant switch
        {
            null => type.IsValueType ? "default" : "null",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static string Plain(string name) => name.Split('`')[0];
}

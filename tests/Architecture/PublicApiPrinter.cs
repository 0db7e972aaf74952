using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace ActorLog.Architecture;

/// <summary>Writes what an assembly shows to others, sorted, a line for each member, much as C# declares it.</summary>
internal static class PublicApiPrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    public static string Print(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (
            var group in assembly
                .GetExportedTypes()
                .GroupBy(type => type.Namespace)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
        )
        {
            text.Append(CultureInfo.InvariantCulture, $"namespace {group.Key}\n");
            foreach (var type in group.OrderBy(TypeNames.Declared, StringComparer.Ordinal))
            {
                Print(type, text);
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Print(Type type, StringBuilder text)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\npublic delegate {MemberText.Of(type.GetMethod("Invoke")!, TypeNames.Declared(type))}\n"
            );
            return;
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"\npublic {KindOf(type)} {TypeNames.Declared(type)}{BasesOf(type)}\n"
        );
        foreach (var line in type.IsEnum ? ValuesOf(type) : MembersOf(type))
        {
            text.Append(CultureInfo.InvariantCulture, $"    {line}\n");
        }
    }

    private static string KindOf(Type type)
    {
        var record = IsRecord(type) ? "record " : "";
        return type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")
                + (type.IsByRefLike ? "ref " : "")
                + $"{record}struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => (
                type.IsAbstract ? "abstract "
                : type.IsSealed ? "sealed "
                : ""
            ) + (record.Length > 0 ? "record" : "class"),
        };
    }

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", Declared)?.IsDefined(typeof(CompilerGeneratedAttribute)) == true;

    private static string BasesOf(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetUnderlyingType(type) == typeof(int)
                ? ""
                : $" : {TypeNames.Of(Enum.GetUnderlyingType(type))}";
        }

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var implied = type.GetInterfaces().SelectMany(one => one.GetInterfaces());
        var bases = type.GetInterfaces()
            .Except(inherited)
            .Except(implied)
            .Where(one => one.IsPublic && !(IsRecord(type) && one.Name == "IEquatable`1"))
            .Select(one => TypeNames.Of(one))
            .Order(StringComparer.Ordinal);
        var hasParent = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType);
        var list = string.Join(", ", hasParent ? bases.Prepend(TypeNames.Of(type.BaseType!)) : bases);
        return list.Length == 0 ? "" : $" : {list}";
    }

    private static IEnumerable<string> ValuesOf(Type type) =>
        Enum.GetValues(type)
            .Cast<object>()
            .Select(value =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{value} = {Convert.ToInt64(value, CultureInfo.InvariantCulture)}"
                )
            );

    private static IEnumerable<string> MembersOf(Type type) =>
        type.GetMembers(Declared)
            .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)) && member is not Type)
            .Select(member => (member.Name, Rank: RankOf(member), Text: MemberText.Of(member)))
            .Where(member => member.Text is not null)
            .OrderBy(member => member.Rank)
            .ThenBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.Text, StringComparer.Ordinal)
            .Select(member => member.Text!);

    private static int RankOf(MemberInfo member) =>
        member switch
        {
            FieldInfo => 0,
            ConstructorInfo => 1,
            PropertyInfo => 2,
            EventInfo => 3,
            _ => 4,
        };
}

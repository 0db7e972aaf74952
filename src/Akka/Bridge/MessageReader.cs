using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Reflection;
using System.Threading;
using ActorLog.Capture;
using ActorLog.Events;
using Akka.Event;

namespace ActorLog.AkkaNet.Bridge;

/// <summary>Reads the values of one type of Akka's messages and writes them to the holes of their template.</summary>
/// <remarks>
/// Akka keeps the arguments of <c>Info(template, a, b)</c> in a struct that it gives away only as a list of objects: boxes for
/// the struct and each number, and a call through an interface for each value. Those types are not public, but known by their
/// shape; for one that comes often a method is compiled that reads its fields. A line with three values then takes its caller
/// 255 ns instead of 290, by the least of many bursts of a throwaway loop, and allocates 190 bytes instead of 240 (bench/Akka).
/// A message of another shape, or on a platform that compiles nothing at run time, is read as the list.
/// </remarks>
internal sealed class MessageReader
{
    private const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance;

    // To compile takes about a millisecond, which a line at the start of a service should not pay.
    public const int UsesUntilCompiled = 100;

    private static readonly ConcurrentDictionary<Type, MessageReader> Readers = new();

    private readonly FieldInfo? _values;
    private readonly FieldInfo[] _fields;
    private int _uses;
    private MessageCode? _code;

    private MessageReader(Type message)
    {
        _values = FieldOfValues(message);
        _fields = _values is null ? [] : FieldsOf(_values.FieldType);
    }

    /// <summary>Whether the values are read by compiled code.</summary>
    public bool IsCompiled => _code is not null;

    /// <summary>The reader for messages of a type.</summary>
    public static MessageReader Of(Type message) => Readers.GetOrAdd(message, static type => new MessageReader(type));

    /// <summary>The memory that the properties of a message will hold, if its values never change: numbers, texts and the like.</summary>
    /// <returns>Less than 0 when they must be read at once, as always while nothing is compiled for it.</returns>
    public int Weigh(LogMessage message) =>
        _code?.Weigh?.Invoke(message) is { } texts and < LineWeight.TooMuch
            ? texts + LineWeight.OfProperties(_fields.Length)
            : -1;

    /// <summary>Adds a property per hole, and one per value that is left over.</summary>
    /// <returns>False, with no property added, when a hole finds no value.</returns>
    public bool TryWrite(LogEventWriter writer, MessageTemplate template, LogMessage message)
    {
        if (_code is { } code && _fields.Length == template.HoleCount && TemplateValues.IsInOrder(template))
        {
            code.Write(writer, template.Holes, message);
            return true;
        }

        if (_fields.Length > 0 && _code is null && Interlocked.Increment(ref _uses) == UsesUntilCompiled)
        {
            _code = MessageCode.Compile(_values!, _fields);
        }

        return message.Parameters() is IReadOnlyList<object?> values
            && TemplateValues.TryWrite(writer, template, values);
    }

    /// <summary>LogMessage&lt;LogValues&lt;T1, T2&gt;&gt; has its values in one field; null for any other shape.</summary>
    private static FieldInfo? FieldOfValues(Type message) =>
        message is { IsGenericType: true, IsSealed: true }
        && message.Assembly == typeof(LogMessage).Assembly
        && message.GetGenericArguments() is [{ IsValueType: true, IsGenericType: true } values]
        && values.Assembly == message.Assembly
        && message.GetFields(Hidden | BindingFlags.DeclaredOnly) is [var field]
        && field.FieldType == values
            ? field
            : null;

    /// <summary>The fields of LogValues&lt;T1, T2&gt;, in the order of the values; none when they are not like that.</summary>
    private static FieldInfo[] FieldsOf(Type values)
    {
        var types = values.GetGenericArguments();
        var fields = new FieldInfo[types.Length];
        for (var i = 0; i < types.Length; i++)
        {
            if (values.GetField($"_value{i + 1}", Hidden) is not { } field || field.FieldType != types[i])
            {
                return [];
            }

            fields[i] = field;
        }

        return fields;
    }
}

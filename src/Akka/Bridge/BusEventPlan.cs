using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Akka.Event;
using BusEvent = Akka.Event.LogEvent;

namespace ActorLog.AkkaNet.Bridge;

/// <summary>
/// Knows for each type of message of Akka's whether what it holds can change after the call, so that it can be read later
/// (law 2), and about how many bytes that is.
/// </summary>
/// <remarks>
/// Akka keeps the arguments of <c>Info(template, a, b)</c> in a struct whose type says theirs: numbers need not even be looked
/// at, texts only for their length, anything else for what it is. Those types are not public; a message that does not look
/// like them, among them one with an array that its caller may write to, is taken whole at the call.
/// </remarks>
internal abstract class BusEventPlan
{
    /// <summary>Something in the message can change.</summary>
    public const int Changeable = -1;

    private const BindingFlags Hidden = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static;

    // An event of Akka's with its message and boxes for the values.
    private const int EmptyBytes = 200;

    private static readonly BusEventPlan Never = new NoPlan();
    private static readonly ConcurrentDictionary<Type, BusEventPlan> Plans = new();

    /// <summary>About how many bytes the event holds, or <see cref="Changeable"/>.</summary>
    public static int BytesOf(BusEvent logEvent, CallerCache cache) =>
        IsAkkas(logEvent.GetType()) && logEvent.Cause is null && BusContext.IsEmpty(logEvent)
            ? BytesOf(logEvent.Message, cache)
            : Changeable;

    // A class derived from them may have anything that changes.
    private static bool IsAkkas(Type type) =>
        type == typeof(Info) || type == typeof(Debug) || type == typeof(Warning) || type == typeof(Error);

    private static int BytesOf(object? message, CallerCache cache) =>
        message switch
        {
            string text => EmptyBytes + BytesOf(text),
            LogMessage => cache.PlanOf(message.GetType()).Bytes(message),
            _ => Changeable,
        };

    /// <summary>The plan for messages of a type.</summary>
    public static BusEventPlan Of(Type message) => Plans.GetOrAdd(message, Create);

    protected abstract int Bytes(object message);

    private static int BytesOf(string text) => 24 + (2 * text.Length);

    private static BusEventPlan Create(Type type)
    {
        if (
            !type.IsGenericType
            || type.Assembly != typeof(LogMessage).Assembly
            || type.GetGenericArguments() is not [{ IsValueType: true, IsGenericType: true } values]
            || values.Assembly != type.Assembly
            || !typeof(IReadOnlyList<object?>).IsAssignableFrom(values)
            || type.GetProperty("Arg") is not { GetMethod: { } getter } arg
            || arg.PropertyType != values
        )
        {
            return Never;
        }

        var types = values.GetGenericArguments();
        var looked = Enumerable.Range(0, types.Length).Where(i => !IsImmutable(types[i])).ToArray();
        return Array.Exists(looked, i => types[i].IsValueType)
            ? Never
            : (BusEventPlan)
                typeof(BusEventPlan)
                    .GetMethod(nameof(PlanOf), Hidden)!
                    .MakeGenericMethod(type, values)
                    .Invoke(null, [getter, looked])!;
    }

    private static ValuesPlan<TMessage, TValues> PlanOf<TMessage, TValues>(MethodInfo getter, int[] looked)
        where TMessage : class
        where TValues : struct, IReadOnlyList<object?> => new(getter.CreateDelegate<Func<TMessage, TValues>>(), looked);

    /// <summary>A text's length has to be looked at, so it is not among them.</summary>
    private static bool IsImmutable(Type type) =>
        type.IsEnum
        || type.IsPrimitive
        || type == typeof(decimal)
        || type == typeof(Guid)
        || type == typeof(DateTime)
        || type == typeof(DateTimeOffset)
        || type == typeof(TimeSpan)
        || type == typeof(DateOnly)
        || type == typeof(TimeOnly)
        || (Nullable.GetUnderlyingType(type) is { } underlying && IsImmutable(underlying));

    private sealed class NoPlan : BusEventPlan
    {
        protected override int Bytes(object message) => Changeable;
    }

    /// <summary>Generic over the struct, so that looking at a text in it boxes nothing.</summary>
    private sealed class ValuesPlan<TMessage, TValues>(Func<TMessage, TValues> read, int[] looked) : BusEventPlan
        where TMessage : class
        where TValues : struct, IReadOnlyList<object?>
    {
        protected override int Bytes(object message)
        {
            if (looked.Length == 0)
            {
                return EmptyBytes;
            }

            var values = read(Unsafe.As<TMessage>(message));
            var bytes = EmptyBytes;
            foreach (var index in looked)
            {
                switch (values[index])
                {
                    case null:
                        break;
                    case string text:
                        bytes += BytesOf(text);
                        break;
                    case int or long or double or bool or Guid or DateTime or DateTimeOffset or TimeSpan or decimal:
                        break;
                    case { } value when !IsImmutable(value.GetType()):
                        return Changeable;
                }
            }

            return bytes;
        }
    }
}

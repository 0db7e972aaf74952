using System;
using System.Collections.Generic;
using System.Reflection;
using ActorLog.Capture;
using BusEvent = Akka.Event.LogEvent;

namespace ActorLog.AkkaNet.Bridge;

/// <summary>The properties that <c>WithContext</c> and <c>BeginScope</c> of Akka's logging adapter have put on an event.</summary>
/// <remarks>
/// Akka shows them publicly only mixed with the message's, in a dictionary made for the purpose. They are read from a
/// property that is not public, so that events without them, nearly all, cost next to nothing; an Akka without that
/// property, or with another, has none.
/// </remarks>
internal static class BusContext
{
    private static readonly Func<BusEvent, IReadOnlyList<KeyValuePair<string, object?>>?> Read = CreateReader();

    /// <summary>Whether there are none.</summary>
    public static bool IsEmpty(BusEvent logEvent) => Read(logEvent) is null;

    /// <summary>Adds them to the surroundings.</summary>
    public static void Write(LogEventWriter writer, BusEvent logEvent)
    {
        if (Read(logEvent) is not { } properties)
        {
            return;
        }

        foreach (var (name, value) in properties)
        {
            writer.AddAround(name, ValueCapture.Capture(value, null));
        }
    }

    private static Func<BusEvent, IReadOnlyList<KeyValuePair<string, object?>>?> CreateReader()
    {
        const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var property = typeof(BusEvent).GetProperty("ContextProperties", Hidden);
        if (
            property?.GetMethod is not { } getter
            || !property.PropertyType.IsValueType
            || !typeof(IReadOnlyList<KeyValuePair<string, object?>>).IsAssignableFrom(property.PropertyType)
        )
        {
            return static _ => null;
        }

        return typeof(BusContext)
            .GetMethod(nameof(ReaderOf), Hidden)!
            .MakeGenericMethod(property.PropertyType)
            .CreateDelegate<Func<MethodInfo, Func<BusEvent, IReadOnlyList<KeyValuePair<string, object?>>?>>>()(getter);
    }

    // Generic over the struct, so that looking whether it is empty boxes nothing.
    private static Func<BusEvent, IReadOnlyList<KeyValuePair<string, object?>>?> ReaderOf<T>(MethodInfo getter)
        where T : struct, IReadOnlyList<KeyValuePair<string, object?>>
    {
        var read = getter.CreateDelegate<Func<BusEvent, T>>();
        return logEvent =>
        {
            var properties = read(logEvent);
            return properties.Count == 0 ? null : properties;
        };
    }
}

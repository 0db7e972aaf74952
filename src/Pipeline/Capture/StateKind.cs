using System;
using System.CodeDom.Compiler;

namespace ActorLog.Capture;

/// <summary>What is known of a type of state: looked up once per type.</summary>
internal static class StateKind<TState>
{
    /// <summary>Whether the text of such a state is always its template with the values put in.</summary>
    /// <remarks>
    /// True for the states of <c>LoggerExtensions</c>, of <c>LoggerMessage.Define</c>, and of the source generator. All
    /// others may render as they like: ASP.NET Core's request states, for instance, carry a template that is not quite it.
    /// </remarks>
    public static readonly bool IsMadeOfItsTemplate = Decide(typeof(TState));

    /// <summary>Whether the state is one of the source generator, which lists the parameters of a method, not the holes of its template.</summary>
    public static readonly bool ListsParameters = IsMadeOfItsTemplate && typeof(TState).Namespace != Microsoft;

    private const string Microsoft = "Microsoft.Extensions.Logging";

    private static bool Decide(Type type) =>
        type.Namespace == Microsoft
            ? type.Name == "FormattedLogValues" || type.DeclaringType?.Name == "LoggerMessage"
            : type is { IsValueType: true, IsNested: true }
                && Attribute.IsDefined(type, typeof(GeneratedCodeAttribute))
                && type.Name.EndsWith("Struct", StringComparison.Ordinal);
}

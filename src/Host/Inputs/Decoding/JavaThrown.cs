using System;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorLog.Events;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Reads the <c>thrown</c> of log4j2's JSON, and writes it as log4j2 writes it in lines of text.</summary>
/// <remarks>
/// <c>{"name":"java.io.IOException","message":"no","extendedStackTrace":[{"class":"Shop","method":"buy","file":"Shop.java","line":7}],
/// "cause":{...}}</c>. With <c>stacktraceAsString</c> the stack is one text, which has the causes in it.
/// </remarks>
internal static class JavaThrown
{
    private const string Cause = "Caused by: ";
    private const string Suppressed = "Suppressed: ";

    /// <summary>The exception, or <see langword="null"/> when the JSON is none of log4j2's.</summary>
    public static ExceptionSnapshot? Of(string? json)
    {
        if (json is not ['{', ..])
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            var thrown = document.RootElement;
            if (TextOf(thrown, "name") is not { Length: > 0 } type || NumberOf(thrown, "commonElementCount") is null)
            {
                return null;
            }

            var text = new StringBuilder();
            Write(text, thrown, indent: "", title: "");

            // That of log4j2 is shorter than its JSON. What is nothing but empty frames must not grow to many times its length.
            return text.Length <= json.Length
                ? new ExceptionSnapshot(type, TextOf(thrown, "message") ?? "", text.ToString().TrimEnd())
                : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Half of a surrogate pair among other things: then it stays as the property that it came as.
            return null;
        }
    }

    private static void Write(StringBuilder text, JsonElement thrown, string indent, string title)
    {
        var stack = Member(thrown, "extendedStackTrace");
        text.Append(indent).Append(title);
        if (stack.ValueKind == JsonValueKind.String)
        {
            text.Append(stack.GetString());
            return;
        }

        WriteOwn(text, thrown, stack, indent);
        if (Member(thrown, "suppressed") is { ValueKind: JsonValueKind.Array } suppressed)
        {
            foreach (var other in suppressed.EnumerateArray())
            {
                Write(text, other, indent + "\t", Suppressed);
            }
        }

        if (Member(thrown, "cause") is { ValueKind: JsonValueKind.Object } cause)
        {
            Write(text, cause, indent, Cause);
        }
    }

    private static void WriteOwn(StringBuilder text, JsonElement thrown, JsonElement stack, string indent)
    {
        text.Append(TextOf(thrown, "name"));
        if (TextOf(thrown, "localizedMessage") is { } message)
        {
            text.Append(": ").Append(message);
        }

        text.Append('\n');
        if (stack.ValueKind == JsonValueKind.Array)
        {
            foreach (var frame in stack.EnumerateArray())
            {
                WriteFrame(text.Append(indent), frame);
            }
        }

        if (NumberOf(thrown, "commonElementCount") is > 0 and var common)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}\t... {common} more\n");
        }
    }

    // \tat Shop.buy(Shop.java:7) ~[shop.jar:1.0]
    private static void WriteFrame(StringBuilder text, JsonElement frame)
    {
        text.Append(CultureInfo.InvariantCulture, $"\tat {TextOf(frame, "class")}.{TextOf(frame, "method")}(");
        _ = (TextOf(frame, "file"), NumberOf(frame, "line")) switch
        {
            (_, -2) => text.Append("Native Method"),
            (null, _) => text.Append("Unknown Source"),
            ({ } file, >= 0 and var line) => text.Append(CultureInfo.InvariantCulture, $"{file}:{line}"),
            ({ } file, _) => text.Append(file),
        };
        text.Append(')');
        if (TextOf(frame, "location") is { } location)
        {
            var exact = Member(frame, "exact").ValueKind == JsonValueKind.True ? "" : "~";
            text.Append(CultureInfo.InvariantCulture, $" {exact}[{location}:{TextOf(frame, "version")}]");
        }

        text.Append('\n');
    }

    private static JsonElement Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : default;

    private static string? TextOf(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static int? NumberOf(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number)
            ? number
            : null;
}

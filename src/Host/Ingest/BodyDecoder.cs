using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using ActorLog.Events;
using ActorLog.Host.Inputs.Decoding;
using ActorLog.Host.Inputs.Http;
using Microsoft.AspNetCore.Http;

namespace ActorLog.Host.Ingest;

/// <summary>Decodes a body into its events: all of them, or none and what is wrong.</summary>
/// <remarks>
/// All or nothing, so that a sender who corrects a body and sends it again makes no doubles and leaves no gaps.
/// </remarks>
internal sealed class BodyDecoder(HttpInputOptions options, MemoryBudget.Share memory)
{
    // What an event costs beside its text while it waits to be written: the draft, its lists and strings.
    private const int BytesPerEvent = 512;

    // Within the object and its array.
    private const int DepthInEnvelope = 2;

    private readonly List<LogEventDraft> _events = [];

    /// <summary>The events so far.</summary>
    public IReadOnlyList<LogEventDraft> Events => _events;

    /// <summary>Decodes lines; empty ones are passed over.</summary>
    /// <returns>The answer that refuses the body, or <see langword="null"/>.</returns>
    public Answer? Lines(ReadOnlySpan<byte> body, ILineDecoder decoder)
    {
        var number = 0;
        while (!body.IsEmpty)
        {
            number++;
            var end = body.IndexOf((byte)'\n');
            var line = (end < 0 ? body : body[..end]).TrimEnd((byte)'\r');
            body = end < 0 ? [] : body[(end + 1)..];
            if (!line.IsEmpty && Add(line, decoder, "line", number) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Decodes JSON: an object, an array of objects, or several of either in a row.</summary>
    /// <returns>The answer that refuses the body, or <see langword="null"/>.</returns>
    public Answer? Json(ReadOnlySpan<byte> body, ILineDecoder decoder) =>
        Items(
            body,
            new Utf8JsonReader(body, new JsonReaderOptions { AllowMultipleValues = true }),
            static (token, depth) => depth > 0 || token is not (JsonTokenType.StartArray or JsonTokenType.EndArray),
            decoder
        );

    /// <summary>
    /// Decodes what clients of Seq send: CLEF, an event a line; or Seq's older format, one object with all events in it.
    /// </summary>
    /// <returns>The answer that refuses the body, or <see langword="null"/>.</returns>
    public Answer? OfSeq(ReadOnlySpan<byte> body, LineDecoders decoders) =>
        IsEnvelope(body)
            ? Items(body, new Utf8JsonReader(body), static (_, depth) => depth >= DepthInEnvelope, decoders.Json)
            : Lines(body, decoders.Clef);

    // {"Events":[...]} and nothing else in it: CLEF has other members, also where it has a property of this name.
    private static bool IsEnvelope(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        var hasBegun = false;
        try
        {
            hasBegun =
                reader.Read()
                && reader.TokenType == JsonTokenType.StartObject
                && reader.Read()
                && reader.TokenType == JsonTokenType.PropertyName
                && reader.ValueTextEquals("Events"u8)
                && reader.Read()
                && reader.TokenType == JsonTokenType.StartArray;
            if (!hasBegun)
            {
                return false;
            }

            reader.Skip();
            return reader.Read() && reader.TokenType == JsonTokenType.EndObject;
        }
        catch (JsonException)
        {
            // What is wrong inside is told when the events are read.
            return hasBegun;
        }
    }

    private Answer? Items(
        ReadOnlySpan<byte> body,
        Utf8JsonReader reader,
        Func<JsonTokenType, int, bool> isItem,
        ILineDecoder decoder
    )
    {
        try
        {
            while (reader.Read())
            {
                if (!isItem(reader.TokenType, reader.CurrentDepth))
                {
                    continue;
                }

                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                var item = body[start..(int)reader.BytesConsumed];
                if (Add(item, decoder, "item", _events.Count + 1) is { } refusal)
                {
                    return refusal;
                }
            }

            return null;
        }
        catch (JsonException failure)
        {
            var line = (int)(failure.LineNumber ?? 0) + 1;
            return Wrong($"line {line}: {JsonObject.Describe(failure)}") with { Line = line };
        }
    }

    private Answer? Add(ReadOnlySpan<byte> line, ILineDecoder decoder, string unit, int number)
    {
        if (line.Length > options.MaxLine)
        {
            return TooLarge(
                $"{Place(unit, number)} is longer than {options.MaxLine} bytes",
                "raise max-line of the input"
            );
        }

        if (_events.Count == options.MaxEvents)
        {
            return TooLarge($"the body has more than {options.MaxEvents} events", "send it in parts");
        }

        if (!memory.TryTake(BytesPerEvent + line.Length))
        {
            return Answer.TooMany();
        }

        if (!decoder.TryDecode(line, out var draft, out var error))
        {
            return Wrong($"{Place(unit, number)}: {error}") with { Line = number };
        }

        if (!memory.TryTakeProperties(draft.Properties.Count))
        {
            return Answer.TooMany();
        }

        if (draft.Category.Length == 0)
        {
            draft.Category = options.Category;
        }

        _events.Add(draft);
        return null;
    }

    private static string Place(string unit, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{unit} {number}");

    private static Answer Wrong(string error) =>
        Answer.Wrong(
            StatusCodes.Status400BadRequest,
            error,
            "nothing of this body was accepted; correct it and send it again"
        );

    private static Answer TooLarge(string error, string hint) =>
        Answer.Wrong(StatusCodes.Status413PayloadTooLarge, error, $"nothing of this body was accepted; {hint}");
}

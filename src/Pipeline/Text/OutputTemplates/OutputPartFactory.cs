using System;
using System.Collections.Generic;
using System.Globalization;
using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>Makes the parts for holes by their names. A name that is not known here is a property's.</summary>
internal sealed class OutputPartFactory(TimeProvider clock, IReadOnlySet<string> properties)
{
    private const string IsoWithOffset = "yyyy-MM-ddTHH:mm:ss.fffffffzzz";
    private const string IsoUtc = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    private delegate OutputPart? Make(OutputPartFactory factory, OutputHole hole, out string? error);

    // Not frozen: to freeze it takes longer than all look-ups that ever come.
    private static readonly Dictionary<string, Make> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Timestamp"] = static (f, hole, out error) => Time(hole, IsoWithOffset, f.LocalClock, out error),
        ["UtcTimestamp"] = static (_, hole, out error) => Time(hole, IsoUtc, null, out error),
        ["Level"] = static (_, hole, out error) => Level(hole, out error),
        ["Category"] = static (_, hole, out error) => Plain(new CategoryPart(), hole, out error),
        ["SourceContext"] = static (_, hole, out error) => Plain(new CategoryPart(), hole, out error),
        ["Message"] = static (_, hole, out error) => Plain(new MessagePart(), hole, out error),
        ["NewLine"] = static (_, hole, out error) => Bare(new LiteralPart("\n"), hole, out error),
        ["Exception"] = static (_, hole, out error) => Bare(new ExceptionPart(), hole, out error),
        ["Properties"] = static (f, hole, out error) => Rest(hole, f.Properties, out error),
        ["Scopes"] = static (_, hole, out error) => Plain(new ScopesPart(), hole, out error),
        ["EventId"] = static (_, hole, out error) => Number(hole, e => LogValue.From(e.EventId.Id), out error),
        ["ThreadId"] = static (_, hole, out error) => Number(hole, e => LogValue.From(e.ThreadId), out error),
        ["Sequence"] = static (_, hole, out error) => Number(hole, e => LogValue.From(e.Sequence), out error),
        ["ThreadName"] = static (_, hole, out error) => Text(hole, e => LogValue.From(e.ThreadName), out error),
        ["TraceId"] = static (_, hole, out error) => Text(hole, e => LogValue.From(e.TraceId), out error),
        ["SpanId"] = static (_, hole, out error) => Text(hole, e => LogValue.From(e.SpanId), out error),
        ["SessionId"] = static (_, hole, out error) => Text(hole, e => LogValue.From(e.SessionId), out error),
    };

    private TimeProvider LocalClock => clock;

    private IReadOnlySet<string> Properties => properties;

    /// <summary>The names that are known.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>Whether a hole of this name shows something of the event's own, and no property.</summary>
    public static bool IsKnown(string name) => ByName.ContainsKey(name);

    /// <summary>Makes the part for a piece of a template, or tells the <paramref name="error"/>.</summary>
    public OutputPart? Create(OutputHole piece, out string? error)
    {
        error = null;
        if (!piece.IsHole)
        {
            return new LiteralPart(piece.Text);
        }

        return ByName.TryGetValue(piece.Text, out var make)
            ? make(this, piece, out error)
            : new PropertyPart(piece.Text, new HoleFormat(piece.Format, piece.Alignment));
    }

    private static OutputPart? Time(OutputHole hole, string defaultFormat, TimeProvider? localClock, out string? error)
    {
        try
        {
            error = null;
            return Aligned(new TimestampPart(hole.Format ?? defaultFormat, localClock), hole);
        }
        catch (FormatException)
        {
            error = $"'{hole.Format}' is no date format of .NET, in {{{hole.Text}}}";
            return null;
        }
    }

    private static LevelPart? Level(OutputHole hole, out string? error)
    {
        var words = LevelWords.Of(hole.Format);
        error = words is null ? $"unknown level format '{hole.Format}', expected {LevelWords.Known}" : null;
        return words is null ? null : new LevelPart(words, hole.Alignment);
    }

    private static FieldPart? Number(OutputHole hole, Func<LogEvent, LogValue> read, out string? error)
    {
        try
        {
            _ = 1.ToString(hole.Format, CultureInfo.InvariantCulture);
            error = null;
            return new FieldPart(read, new HoleFormat(hole.Format, hole.Alignment));
        }
        catch (FormatException)
        {
            error = $"'{hole.Format}' is no number format of .NET, in {{{hole.Text}}}";
            return null;
        }
    }

    private static FieldPart? Text(OutputHole hole, Func<LogEvent, LogValue> read, out string? error)
    {
        error = RefuseFormat(hole);
        return new FieldPart(read, new HoleFormat(null, hole.Alignment));
    }

    private static OutputPart? Rest(OutputHole hole, IReadOnlySet<string> shownElsewhere, out string? error)
    {
        error = hole.Format is null or "j"
            ? null
            : $"{{Properties}} takes the format 'j' or none, found '{hole.Format}'";
        return Aligned(new PropertiesPart(shownElsewhere, asJson: hole.Format is not null), hole);
    }

    private static OutputPart? Plain(OutputPart part, OutputHole hole, out string? error)
    {
        error = RefuseFormat(hole);
        return Aligned(part, hole);
    }

    private static OutputPart? Bare(OutputPart part, OutputHole hole, out string? error)
    {
        error = RefuseFormat(hole) ?? (hole.Alignment == 0 ? null : $"{{{hole.Text}}} takes no alignment");
        return part;
    }

    private static string? RefuseFormat(OutputHole hole) =>
        hole.Format is null ? null : $"{{{hole.Text}}} takes no format, found '{hole.Format}'";

    private static OutputPart Aligned(OutputPart part, OutputHole hole) =>
        hole.Alignment == 0 ? part : new AlignedPart(part, hole.Alignment);
}

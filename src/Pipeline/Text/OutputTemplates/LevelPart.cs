using System;
using System.Text;
using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>How serious it is: a word, aligned beforehand.</summary>
internal sealed class LevelPart(string[] words, int alignment) : OutputPart
{
    private readonly byte[][] _words = Array.ConvertAll(words, word => Encoding.UTF8.GetBytes(Align(word, alignment)));

    public override bool IsOfHead => true;

    public override bool TryAppend(string literal)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] = [.. _words[i], .. Encoding.UTF8.GetBytes(literal)];
        }

        return true;
    }

    public override void Write(ref Utf8Writer writer, LogEvent logEvent) =>
        writer.Write(_words[LevelWords.IndexOf(logEvent.Level)]);

    private static string Align(string word, int alignment) =>
        alignment < 0 ? word.PadRight(-alignment) : word.PadLeft(alignment);
}

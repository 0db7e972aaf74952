using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ActorLog.Hocon.Tests.Robustness;

/// <summary>Makes texts that nobody would write. The same seed gives the same texts.</summary>
internal sealed class Mutations(int seed, IReadOnlyList<string> corpus)
{
    private static readonly string[] Pieces =
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "=",
        "+=",
        "${",
        "${?",
        "}",
        "\"",
        "\"\"\"",
        "\\",
        "\\u00",
        "\n",
        "\r\n",
        "#",
        "//",
        "include ",
        "required(",
        "file(",
        "a",
        ".",
        "..",
        "a.b",
        "1e",
        "1e+",
        "-",
        "0",
        "99999999999999999999",
        "true",
        "null",
        " ",
        "\t",
        "\u0000",
        "\u0085",
        "\u00A0",
        "\u2028",
        "\uFEFF",
        "\uD800",
        "\uDC00",
        "😀",
        "[]",
        "${a}",
        "${?a}",
        "a = ${a}",
        "a += 1",
        "a { b = ${a} }",
        "a = [${a}]",
        "${X[]}",
        "(",
        ")",
        "`",
        "é",
        "e\u0301",
    ];

    private readonly Random _random = new(seed);

    public string Next() =>
        _random.Next(5) switch
        {
            0 => Bytes(),
            1 => Soup(),
            2 => Repeated(),
            _ => Mutated(),
        };

    private string Bytes()
    {
        var bytes = new byte[_random.Next(200)];
        _random.NextBytes(bytes);
        return Encoding.Latin1.GetString(bytes);
    }

    private string Soup() => string.Concat(Enumerable.Range(0, _random.Next(60)).Select(_ => Piece()));

    private string Repeated() => string.Concat(Enumerable.Repeat(Piece() + Piece(), _random.Next(3_000)));

    private string Mutated()
    {
        var text = new StringBuilder(corpus[_random.Next(corpus.Count)]);
        for (var i = _random.Next(6); i >= 0; i--)
        {
            var at = _random.Next(text.Length + 1);
            switch (_random.Next(4))
            {
                case 0:
                    text.Insert(at, Piece());
                    break;
                case 1:
                    text.Remove(at, Math.Min(_random.Next(5), text.Length - at));
                    break;
                case 2 when at < text.Length:
                    text[at] = (char)_random.Next(0x3000);
                    break;
                default:
                    var other = corpus[_random.Next(corpus.Count)];
                    var start = _random.Next(other.Length + 1);
                    text.Insert(at, other.AsSpan(start, Math.Min(_random.Next(40), other.Length - start)));
                    break;
            }
        }

        return text.ToString();
    }

    private string Piece() => Pieces[_random.Next(Pieces.Length)];
}

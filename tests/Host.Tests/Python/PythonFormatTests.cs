using System;
using System.Text.Json;
using System.Threading.Tasks;
using ActorLog.Host.Python;
using ActorLog.Host.Tests.Processes;
using Xunit;

namespace ActorLog.Host.Tests.Python;

public class PythonFormatTests
{
    // Every row was checked against Python 3.11; PythonItselfAgrees does it again with random ones.
    [Theory]
    [InlineData("%s", "('今天天气不错',)", "今天天气不错")]
    [InlineData("%s and %s", "(1, [2, 'b'])", "1 and [2, 'b']")]
    [InlineData("%r %s", "('a', 'a')", "'a' a")]
    [InlineData("%a", "('今',)", "'\\u4eca'")]
    [InlineData("%d %i", "(3.99, True)", "3 1")]
    [InlineData("%5d|%-5d|%05d", "(42, 42, -42)", "   42|42   |-0042")]
    [InlineData("%+d % d", "(1, 1)", "+1  1")]
    [InlineData("%x %X %#x %o %#o", "(255, 255, 255, 8, 8)", "ff FF 0xff 10 0o10")]
    [InlineData("%x", "(-255,)", "-ff")]
    [InlineData("%.2f", "(0.125,)", "0.12")]
    [InlineData("%f %.0f", "(1.5, 2.5)", "1.500000 2")]
    [InlineData("%e %g %g", "(12345.678, 0.0001, 1e+20)", "1.234568e+04 0.0001 1e+20")]
    [InlineData("%10.3f|%-10.3f|%010.3f", "(3.14159, 3.14159, -3.14159)", "     3.142|3.142     |-00003.142")]
    [InlineData("%-10s|%10s|%.2s", "('ab', 'ab', 'abc')", "ab        |        ab|ab")]
    [InlineData("%*d|%-*d|%.*f", "(5, 42, 5, 42, 2, 1.0)", "   42|42   |1.00")]
    [InlineData("%c%c", "('a', 66)", "aB")]
    [InlineData("100%% of %s", "('it',)", "100% of it")]
    [InlineData("%(user)s did %(n)03d", "{'user': 'ann', 'n': 7}", "ann did 007")]
    [InlineData("%(a)s %(a)r", "{'a': 'x', 'unused': 1}", "x 'x'")]
    [InlineData("%s", "{'a': 1}", "{'a': 1}")]
    [InlineData("%s %s", "(None, b'a')", "None b'a'")]
    [InlineData("%ld", "(1,)", "1")]
    [InlineData("%f", "(inf,)", "inf")]
    [InlineData("%s", "(ValueError('bad'),)", "ValueError('bad')")]
    [InlineData("%.3s|%5s", "('😀😀😀😀', '😀')", "😀😀😀|    😀")]
    public void ArgumentsAreFormattedAsPythonDoes(string format, string arguments, string expected)
    {
        Assert.Equal(expected, PythonFormat.Apply(format, PythonLiteralParser.Parse(arguments)!));
    }

    [Theory]
    [InlineData("%d", "('a',)")]
    [InlineData("%s %s", "(1,)")]
    [InlineData("%s", "(1, 2)")]
    [InlineData("%(a)s", "(1,)")]
    [InlineData("%(missing)s", "{'a': 1}")]
    [InlineData("%(open", "{'open': 1}")]
    [InlineData("%", "(1,)")]
    [InlineData("%y", "(1,)")]
    [InlineData("%x", "(1.5,)")]
    [InlineData("%c", "('ab',)")]
    [InlineData("%d", "(nan,)")]
    [InlineData("%*d", "('a', 1)")]
    public void WherePythonRaisesThereIsNoText(string format, string arguments)
    {
        Assert.Null(PythonFormat.Apply(format, PythonLiteralParser.Parse(arguments)!));
    }

    [Fact]
    public void AFewBytesCannotFillTheMemory()
    {
        var one = PythonLiteralParser.Parse("(1,)")!;
        var manyTimes = string.Concat(System.Linq.Enumerable.Repeat("%(a)4000s", 10_000));

        Assert.Null(PythonFormat.Apply("%999999999d", one));
        Assert.Null(PythonFormat.Apply("%.999999999f", one));
        Assert.Null(PythonFormat.Apply(manyTimes, PythonLiteralParser.Parse("{'a': 1}")!));
    }

    [PythonFact]
    public async Task PythonItselfAgrees()
    {
        const string Program = """
            import json, random
            random.seed(20200923)
            def number():
                return random.choice([0, 1, -1, 42, 255, -255, 10**20, 0.0, -0.0, 0.5, 1.5, 2.5, 0.125, 1e-5, 1e16, 1e22,
                    123456.789, 9.995, 0.1, 1e300, 5e-324, True, random.random(), random.uniform(-1e6, 1e6),
                    random.randint(-10**6, 10**6), 10 ** random.uniform(-10, 20)])
            def text():
                return random.choice(['', 'a', 'it\'s', '今天天气不错', '😀', 'a\nb', '\x1b[31m', '"', '\\', None, [1, 'a'], {'k': 1}, (1,)])
            def directive():
                flags = ''.join(c for c in '-+ #0' if random.random() < 0.2)
                width = random.choice(['', '', '3', '12', '*'])
                precision = random.choice(['', '', '.0', '.2', '.', '.17', '.*'])
                kind = random.choice('sssrradiuxXoeEfFgGc%')
                values = [5] if width == '*' else []
                values += [3] if precision == '.*' else []
                values += [] if kind == '%' else [number() if kind not in 'sra' or random.random() < 0.3 else text()]
                return '%' + flags + width + precision + kind, values
            for _ in range(6000):
                parts = [directive() for _ in range(random.randint(1, 3))]
                format = ' | '.join(part[0] for part in parts)
                values = tuple(value for part in parts for value in part[1])
                if not values: continue
                if random.random() < 0.05: values = values[1:] + (1,) + values[:1]
                try: result = format % values
                except Exception: result = None
                print(json.dumps([format, repr(values), result]))
            """;

        var checkedRows = 0;
        foreach (var line in (await PythonProgram.Run(Program)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var row = JsonSerializer.Deserialize<string?[]>(line)!;
            var result = PythonFormat.Apply(row[0]!, PythonLiteralParser.Parse(row[1]!)!);
            Assert.True(row[2] == result, $"{row[0]} % {row[1]}: Python gives «{row[2]}», we give «{result}»");
            checkedRows++;
        }

        Assert.True(checkedRows > 5000);
    }
}

using ActorLog.Hocon.Tests.Support;
using Xunit;

namespace ActorLog.Hocon.Tests.Errors;

/// <summary>Whole texts: what people read is a feature.</summary>
public class SyntaxErrorTests
{
    [Theory]
    [InlineData(
        "a = http://x",
        """
            a.conf:1:9: error: found ':' in a value
              |
            1 | a = http://x
              |         ^ put the value in quotes
            """
    )]
    [InlineData(
        "k = \"a\r\nb = 1",
        """
            a.conf:1:5: error: this quoted text has no end on its line
              |
            1 | k = "a
              |     ^^ expected '"'
            """
    )]
    [InlineData(
        "a =\r",
        """
            a.conf:1:5: error: expected a value, found the end of the text
              |
            1 | a =
              |    ^
            """
    )]
    [InlineData(
        "retry {\n  min = 1 max = 2\n}",
        """
            a.conf:2:15: error: found '=' in a value
              |
            2 |   min = 1 max = 2
              |               ^ a ',' or a new line is missing before 'max', or the value needs quotes
            """
    )]
    [InlineData(
        "{ \"min\": [1] \"max\": 2 }",
        """
            a.conf:1:19: error: found ':' in a value
              |
            1 | { "min": [1] "max": 2 }
              |                   ^ a ',' or a new line is missing before '"max"', or the value needs quotes
            """
    )]
    [InlineData(
        "min =\nmax = 2",
        """
            a.conf:2:5: error: found '=' in a value
              |
            2 | max = 2
              |     ^ put the value in quotes, or give 'min' of line 1 its value
            """
    )]
    [InlineData(
        "\tb = \"今天🌤e\u0301\" ]",
        """
            a.conf:1:15: error: this ']' closes nothing
              |
            1 | 	b = "今天🌤é" ]
              | 	              ^
            """
    )]
    [InlineData(
        "a = $HOME",
        """
            a.conf:1:5: error: the character '$' is reserved in unquoted text
              |
            1 | a = $HOME
              |     ^ put the text in quotes; a substitution is ${path}
            """
    )]
    [InlineData(
        "a = ${B:-8080}\nc = ${?d, e = 1}",
        """
            a.conf:1:8: error: found ':' in a substitution
              |
            1 | a = ${B:-8080}
              |        ^ expected '}'; a default is a value of its own: key = default, and below it key = ${?path}

            a.conf:2:9: error: found ',' in a substitution
              |
            2 | c = ${?d, e = 1}
              |         ^ expected '}', or quotes around the key
            """
    )]
    [InlineData(
        "; one\n-- two\na = 1 /* three */",
        """
            a.conf:1:1: error: the key '; one' has no value
              |
            1 | ; one
              | ^^^^^ a comment begins with # or //

            a.conf:2:1: error: the key '-- two' has no value
              |
            2 | -- two
              | ^^^^^^ a comment begins with # or //

            a.conf:3:8: error: the character '*' is reserved in unquoted text
              |
            3 | a = 1 /* three */
              |        ^ a comment begins with # or // and ends with its line
            """
    )]
    [InlineData(
        "a = [x: 1]",
        """
            a.conf:1:7: error: found ':' in a value
              |
            1 | a = [x: 1]
              |       ^ put the value in quotes
            """
    )]
    [InlineData(
        "a = {\n  b = 1\n",
        """
            a.conf:1:5: error: this '{' is never closed
              |
            1 | a = {
              |     ^ expected '}'
            """
    )]
    [InlineData(
        "a = \"x\\qy\"",
        """
            a.conf:1:7: error: '\q' is not an escape
              |
            1 | a = "x\qy"
              |       ^^ expected one of \" \\ \/ \b \f \n \r \t \uXXXX
            """
    )]
    [InlineData(
        "x = 1\n}",
        """
            a.conf:2:1: error: this '}' closes nothing
              |
            2 | }
              | ^
            """
    )]
    [InlineData(
        "{ a = 1 ] }",
        """
            a.conf:1:9: error: found ']', which does not close '{'
              |
            1 | { a = 1 ] }
              |         ^ expected '}' for line 1, column 1
            """
    )]
    [InlineData(
        "a = `x`",
        """
            a.conf:1:5: error: the character '`' is reserved in unquoted text
              |
            1 | a = `x`
              |     ^ put the text in quotes
            """
    )]
    [InlineData(
        "a = ${ ?b}",
        """
            a.conf:1:8: error: the character '?' is reserved in unquoted text
              |
            1 | a = ${ ?b}
              |        ^ put the text in quotes; an optional substitution is ${?path}
            """
    )]
    [InlineData(
        "\ta..b = 1",
        "a.conf:1:4: error: a key is missing beside '.'\n  |\n1 | \ta..b = 1\n  | \t  ^ write \"\" for an empty key"
    )]
    [InlineData(
        "include foo\na = 1",
        """
            a.conf:1:9: error: this include names nothing to include
              |
            1 | include foo
              |         ^^^ expected "name", file("name"), url("address") or classpath("name"), or required() around one
            """
    )]
    [InlineData(
        "a { include = 5 }",
        """
            a.conf:1:5: error: a key cannot begin with the word include
              |
            1 | a { include = 5 }
              |     ^^^^^^^ write "include" in quotes
            """
    )]
    [InlineData(
        "include {}",
        """
            a.conf:1:1: error: a key cannot begin with the word include
              |
            1 | include {}
              | ^^^^^^^ write "include" in quotes
            """
    )]
    [InlineData(
        "a = \"\"\"x\n\n",
        """"
            a.conf:1:5: error: this """ has no end
              |
            1 | a = """x
              |     ^^^ the text is read up to the next """
            """"
    )]
    [InlineData(
        "[1]",
        """
            a.conf:1:1: error: the root is a list, and a configuration is an object
              |
            1 | [1]
              | ^
            """
    )]
    public void EachErrorShowsItsPlaceAndWhatToDo(string text, string errors) =>
        Assert.Equal(errors, Some.Errors(text));

    [Fact]
    public void AllErrorsOfAFileComeAtOnceInTheOrderOfTheText() =>
        Assert.Equal(
            """
            a.conf:1:1: error: the key 'a b' has no value
              |
            1 | a b
              | ^^^ expected '=', ':' or '{', found the end of the line

            a.conf:2:12: error: two commas in a row
              |
            2 | c = [1, 2, , 3], d = x*
              |            ^ expected a member

            a.conf:2:23: error: the character '*' is reserved in unquoted text
              |
            2 | c = [1, 2, , 3], d = x*
              |                       ^ put the text in quotes

            a.conf:3:11: error: this quoted text has no end on its line
              |
            3 | e { f = ${"g
              |           ^^ expected '"'

            a.conf:5:1: error: expected a key, found '='
              |
            5 | = 1
              | ^
            """,
            Some.Errors("a b\nc = [1, 2, , 3], d = x*\ne { f = ${\"g\n}\n= 1")
        );

    [Fact]
    public void ALongLineIsShownAroundThePlace()
    {
        var error = Some.Errors(new string('x', 1_000) + " = *" + new string('z', 1_000));

        Assert.StartsWith("a.conf:1:1004: error: ", error);
        Assert.All(error.Split('\n'), line => Assert.True(line.Length < 140));
    }

    [Fact]
    public void NothingInAFileActsOnTheTerminal()
    {
        var error = Some.Errors("a = \u001b[31m\u202Ex*");

        Assert.DoesNotContain('\u001b', error);
        Assert.DoesNotContain('\u202E', error);
    }
}

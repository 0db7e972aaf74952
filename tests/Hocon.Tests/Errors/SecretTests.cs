using System;
using System.Linq;
using Xunit;

namespace ActorLog.Hocon.Tests.Errors;

/// <summary>An error shows the line it is in, and a line may hold a secret.</summary>
public class SecretTests
{
    [Theory]
    [InlineData("auth { token = s3cr3t, x = } }")]
    [InlineData("auth { token = \"s3cr3t\", x = } }")]
    [InlineData("auth { token = \"\"\"s3cr3t\"\"\", x = } }")]
    [InlineData("auth { token = \"a \\\" s3cr3t\", x = } }")]
    [InlineData("auth { token = \"a\" s3cr3t, x = } }")]
    [InlineData("auth { tokn = s3cr3t, x = } }")]
    [InlineData("auth { pasword = s3cr3t, x = } }")]
    [InlineData("auth { password: s3cr3t, x = } }")]
    [InlineData("auth { password += s3cr3t, x = } }")]
    [InlineData("auth { password = = s3cr3t }")]
    [InlineData("auth.password = s3cr3t, x = }")]
    [InlineData("auth = s3cr3t, x = }")]
    [InlineData("{ \"auth\" : { \"password\" : \"s3cr3t\", x = } }")]
    [InlineData("headers { X-Api-Key = s3cr3t, x = } }")]
    [InlineData("headers { Authorization = \"Bearer s3cr3t\", x = } }")]
    [InlineData("headers { \"Set-Cookie\" = \"id=s3cr3t\", x = } }")]
    [InlineData("DB_PASSWORD = s3cr3t, x = }")]
    [InlineData("clientSecret = s3cr3t, x = }")]
    [InlineData("url = \"http://ann:s3cr3t@logs.example/\", x = }")]
    [InlineData("url = \"http://logs.example/ingest?key=s3cr3t\", x = }")]
    public void WhatMayBeASecretIsCoveredInTheLineOfAnError(string text)
    {
        var errors = HoconParser.Parse(text).Errors;

        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.DoesNotContain("s3cr3t", error.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("auth { token-file = /run/token, password-env = LOG_PASSWORD, x = } }")]
    [InlineData("url = \"http://logs.example/ingest\", x = }")]
    [InlineData("token = ${TOKEN}, x = }")]
    public void WhatIsNoneIsShown(string text)
    {
        var errors = HoconParser.Parse(text).Errors;

        Assert.Contains(text, errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheCaretKeepsItsPlace()
    {
        var error = HoconParser.Parse("token = s3cr3t, x = }").Errors[0];

        Assert.Contains(
            "1 | token = ******, x = }\n  |                     ^",
            error.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ALongLineTakesNoTime()
    {
        var line = "token=" + string.Concat(Enumerable.Repeat("\"\\", 200_000));

        Assert.NotEmpty(HoconParser.Parse(line).Errors[0].ToString());
    }
}

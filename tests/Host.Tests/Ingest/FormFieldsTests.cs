using System.Linq;
using System.Text;
using ActorLog.Host.Ingest;
using Xunit;

namespace ActorLog.Host.Tests.Ingest;

public class FormFieldsTests
{
    [Theory]
    [InlineData("log=%E4%BB%8A%E5%A4%A9", "log:今天")]
    [InlineData("log=a+b%2Bc&x=1", "log:a b+c|x:1")]
    [InlineData("log=今天", "log:今天")]
    [InlineData("a&b=&=c&&d=1=2", "a:|b:|d:1=2")]
    [InlineData("a=100%&b=%zz%4", "a:100%|b:%zz%4")]
    [InlineData("", "")]
    public void FieldsAreRead(string form, string expected)
    {
        var fields = FormFields.Read(Encoding.UTF8.GetBytes(form), out _)!;

        Assert.Equal(expected, string.Join('|', fields.Select(field => $"{field.Key}:{field.Value}")));
    }

    [Fact]
    public void AFieldThatOccursTwiceIsAnError()
    {
        Assert.Null(FormFields.Read("a=1&a=2"u8, out var error));
        Assert.Equal("the field 'a' occurs twice", error);
    }

    [Fact]
    public void BytesThatAreNoTextAreAnError()
    {
        Assert.Null(FormFields.Read("a=1&b=%FF"u8, out var error));
        Assert.Equal("field 2 of the form is not UTF-8", error);
    }
}

using System.Collections.Generic;
using System.Text.Json;
using Xunit;

namespace ActorLog.Tests.Text;

/// <summary>Checks of lines that should be JSON objects.</summary>
internal static class EventJson
{
    /// <summary>The line is one JSON object, and no object in it has a name twice.</summary>
    public static void Check(string line)
    {
        using var document = JsonDocument.Parse(line);
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        CheckNames(document.RootElement);
    }

    private static void CheckNames(JsonElement element)
    {
        var names = new HashSet<string>();
        foreach (var member in element.EnumerateObject())
        {
            Assert.True(names.Add(member.Name), $"'{member.Name}' occurs twice");
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                CheckNames(member.Value);
            }
        }
    }
}

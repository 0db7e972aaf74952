namespace ActorLog.Host.Python;

/// <summary>Hands out the arguments of a %-format one by one, or by name.</summary>
internal sealed class PythonArguments(PythonValue all)
{
    private readonly PythonTuple? _tuple = all as PythonTuple;
    private PythonValue? _selected;
    private int _taken;

    /// <summary>Whether Python would be content: an argument that no directive takes is an error, but not with names.</summary>
    public bool AllUsed =>
        all is PythonDictionary or PythonList or PythonBytes || _taken >= (_tuple is null ? 1 : _tuple.Items.Count);

    /// <summary>Makes the value under a name the next argument. False when there is none.</summary>
    public bool Select(string key)
    {
        _selected = (all as PythonDictionary)?.Find(key);
        return _selected is not null;
    }

    /// <summary>The next argument, or <see langword="null"/> when there is none left.</summary>
    public PythonValue? Next()
    {
        if (_selected is { } value)
        {
            _selected = null;
            return value;
        }

        var index = _taken++;
        return _tuple is null ? (index == 0 ? all : null)
            : index < _tuple.Items.Count ? _tuple.Items[index]
            : null;
    }
}

using System;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using ActorLog.Capture;
using ActorLog.Events;

namespace ActorLog.AkkaNet.Bridge;

/// <summary>What is compiled for one type of Akka's messages: reads its values without a box or a list.</summary>
internal sealed class MessageCode
{
    private MessageCode(WriteValues write, WeighValues? weigh) => (Write, Weigh) = (write, weigh);

    /// <summary>Adds each value as the property of the hole in its place.</summary>
    public delegate void WriteValues(LogEventWriter writer, ReadOnlySpan<TemplateToken> holes, object message);

    /// <summary>The memory that the texts among the values hold.</summary>
    public delegate int WeighValues(object message);

    /// <summary>Writes the values.</summary>
    public WriteValues Write { get; }

    /// <summary>Weighs the values, if they are of types whose values never change; else null.</summary>
    public WeighValues? Weigh { get; }

    /// <summary>Compiles it, where anything can be compiled.</summary>
    /// <param name="values">The field of the message that holds its values.</param>
    /// <param name="fields">Their fields in that struct, in the order of the values.</param>
    public static MessageCode? Compile(FieldInfo values, FieldInfo[] fields) =>
        !RuntimeFeature.IsDynamicCodeCompiled ? null
        : Array.TrueForAll(fields, field => ValueCapture.IsTakenAsItIs(field.FieldType))
            ? new MessageCode(CompileWrite(values, fields), CompileWeigh(values, fields))
        : new MessageCode(CompileWrite(values, fields), null);

    private static WriteValues CompileWrite(FieldInfo values, FieldInfo[] fields)
    {
        Type[] parameters = [typeof(LogEventWriter), typeof(ReadOnlySpan<TemplateToken>), typeof(object)];
        var method = NewMethod(nameof(WriteValues), null, parameters);
        var code = method.GetILGenerator();
        for (var i = 0; i < fields.Length; i++)
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Ldc_I4, i);
            code.Emit(OpCodes.Ldarg_2);
            CallWith(code, nameof(WriteOne), values, fields[i]);
        }

        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<WriteValues>();
    }

    private static WeighValues CompileWeigh(FieldInfo values, FieldInfo[] fields)
    {
        var method = NewMethod(nameof(WeighValues), typeof(int), [typeof(object)]);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldc_I4_0);
        foreach (var field in fields)
        {
            code.Emit(OpCodes.Ldarg_0);
            CallWith(code, nameof(WeighOne), values, field);
            code.Emit(OpCodes.Add);
        }

        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<WeighValues>();
    }

    /// <summary>Calls a generic method of this class with a field's value as its last argument. The message is on the stack.</summary>
    private static void CallWith(ILGenerator code, string method, FieldInfo values, FieldInfo field)
    {
        var generic = typeof(MessageCode).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!;
        code.Emit(OpCodes.Ldflda, values);
        code.Emit(OpCodes.Ldfld, field);
        code.Emit(OpCodes.Call, generic.MakeGenericMethod(field.FieldType));
    }

    private static DynamicMethod NewMethod(string name, Type? result, Type[] parameters) =>
        new(name, result, parameters, typeof(MessageCode).Module, skipVisibility: true);

    private static void WriteOne<T>(LogEventWriter writer, ReadOnlySpan<TemplateToken> holes, int index, T value)
    {
        var hole = holes[index];
        writer.Add(hole.Text, value, hole.Format);
    }

    private static int WeighOne<T>(T value) => value is string text ? LineWeight.OfText(text) : 0;
}

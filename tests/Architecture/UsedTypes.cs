using System.Reflection;
using System.Reflection.Emit;

namespace ExperimentRunner.Tests.Architecture;

/// <summary>The types that a type uses: in its declaration, in its members' signatures and in their code, as the compiler has written it.</summary>
internal static class UsedTypes
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    /// <summary>All of them, without elements of arrays, arguments of generic types and the like being told apart.</summary>
    public static IEnumerable<Type> Of(Type type) => Named(type).SelectMany(Parts).Distinct();

    private static IEnumerable<Type?> Named(Type type)
    {
        MethodBase[] methods = [.. type.GetMethods(Own), .. type.GetConstructors(Own)];
        return
        [
            type.BaseType, .. type.GetInterfaces(), .. Attributes(type),
            .. type.GetFields(Own).Select(field => field.FieldType),
            .. type.GetProperties(Own).SelectMany(property => Attributes(property).Append(property.PropertyType)),
            .. methods.SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType)),
            .. methods.OfType<MethodInfo>().Select(method => method.ReturnType),
            .. methods.SelectMany(InCode),
        ];
    }

    private static IEnumerable<Type> Attributes(MemberInfo member) => member.GetCustomAttributesData()
        .SelectMany(attribute => attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>().Prepend(attribute.AttributeType));

    private static IEnumerable<Type?> InCode(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
        {
            return [];
        }

        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return Tokens(body.GetILAsByteArray()!).SelectMany(token => OfMember(method.Module.ResolveMember(token, typeArguments, methodArguments)!))
            .Concat(body.LocalVariables.Select(local => local.LocalType))
            .Concat(body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType));
    }

    private static IEnumerable<Type?> OfMember(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType, field.FieldType],
        MethodInfo call => [call.DeclaringType, call.ReturnType, .. call.IsGenericMethod ? call.GetGenericArguments() : []],
        _ => [member.DeclaringType],
    };

    /// <summary>The numbers by which code names types and members.</summary>
    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var place = 0; place < code.Length;)
        {
            var first = code[place++];
            var operation = Codes[first == 0xFE ? 0xFE00 | code[place++] : first];
            if (operation.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                yield return BitConverter.ToInt32(code, place);
            }

            place += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, place)),
                _ => 4,
            };
        }
    }

    private static IEnumerable<Type> Parts(Type? type) => type switch
    {
        null or { IsGenericParameter: true } => [],
        { HasElementType: true } => Parts(type.GetElementType()),
        { IsGenericType: true } => type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()),
        _ => [type],
    };
}

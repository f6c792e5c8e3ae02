// Any bytes as a condition: read or refused with a place, what is read says the same after our own writer, and the
// same again after the form in which other programs keep it.
private let questionnaire = Questionnaire(
    id: "x", title: Words("X"),
    blocks: [
        .init(
            "b",
            questions: [
                Question(
                    "V01", .single, Words("?"),
                    choices: [Choice(1, Words("a")), Choice(9, Words("b"), isMissing: true)]),
                Question("V05", .multiple, Words("?"), choices: [Choice(2, Words("a")), Choice(3, Words("b"))]),
                Question("V12", .grid, Words("?"), choices: [Choice(1, Words("a"))], rows: [Choice(3, Words("r"))]),
            ])
    ])
private let known = Answers(
    values: [
        "V01": .codes([9]), "V02": .number(2.5), "V03": .text("x"), "V05": .codes([2, 3]),
        "V12": .rows([3: .codes([1])]),
    ])

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let source = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    _ = try? XLSFormConditionReader.read(source, [:])
    let expression: Expression
    do {
        expression = try Expression(source)
    } catch {
        precondition(error.offset >= 0 && error.offset <= source.utf8.count, "a place outside the text")
        return 0
    }
    let written = Expression.write(expression.root)
    // Brackets take room: only a condition near the limit may grow over it.
    guard let again = try? Expression(written) else {
        precondition(written.utf8.count > ExpressionLexer.longest || source.utf8.count > 200, "our own text is refused")
        return 0
    }
    precondition(Expression.write(again.root) == written, "writing twice differs")
    for answers in [known, Answers()] {
        precondition(again.holds(answers) == expression.holds(answers), "it says something else")
    }
    _ = XLSFormCondition(questionnaire).write(expression.root)
    var asked = questionnaire
    asked.blocks.append(.init("c", showIf: source, questions: [Question("V20", .text, Words("?"))]))
    _ = asked.problems()
    _ = Route(asked, known)
    return 0
}

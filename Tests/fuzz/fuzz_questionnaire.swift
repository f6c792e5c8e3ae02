// Any bytes as the file of a questionnaire: read or refused with words, and what is read is the same after both of our
// writers, can be checked, walked, named and turned into a form.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let source = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    _ = try? Answers(json: source)
    _ = try? Questionnaire(json: source)
    let questionnaire: Questionnaire
    do {
        questionnaire = try Questionnaire(yaml: source)
    } catch {
        precondition(!error.problems.isEmpty, "refused without a word")
        return 0
    }
    precondition((try? Questionnaire(json: questionnaire.json)) == questionnaire, "JSON changed it")
    // Foundation takes a byte order mark off the front of a text on its way into the reader of YAML.
    if !source.unicodeScalars.contains("\u{FEFF}"), !questionnaire.json.contains("\\ufeff") {
        precondition((try? Questionnaire(yaml: questionnaire.yaml)) == questionnaire, "YAML changed it")
    }
    _ = questionnaire.problems()
    let names = questionnaire.variables().map { $0.name.lowercased() }
    precondition(Set(names).count == names.count, "two variables of one name")
    precondition(names.allSatisfy { $0.utf8.count <= 8 }, "a name too long")
    let answers = questionnaire.blocks.reduce(Answers()) { known, block in
        questionnaire.read(block, over: known) { _ in ["1"] }.answers
    }
    precondition((try? Answers(json: answers.json)) == answers, "the answers changed")
    _ = questionnaire.counted(answers)
    _ = XLSForm(questionnaire)
    return 0
}

// Any bytes as the tables of an XLSForm: sheets after lines that begin with `=`, a row on each line, cells between tabs.
// They are read or refused with words; what is read is a questionnaire as any other, and writing it as an XLSForm and
// reading it again gives one that no longer changes on that trip.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let source = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    var sheets: [String: [[String]]] = [:]
    var sheet = "survey"
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.first == "=" {
            sheet = String(line.dropFirst())
            sheets[sheet] = []
        } else {
            sheets[sheet, default: []].append(
                line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
        }
    }
    let read: Questionnaire
    do {
        read = try XLSForm(sheets: sheets).questionnaire().questionnaire
    } catch {
        precondition(!error.problems.isEmpty, "refused without a word")
        return 0
    }
    precondition((try? Questionnaire(json: read.json)) == read, "JSON changed it")
    _ = read.problems()
    let names = read.variables().map { $0.name.lowercased() }
    precondition(Set(names).count == names.count, "two variables of one name")
    let answers = read.blocks.reduce(Answers()) { known, block in
        read.read(block, over: known) { _ in ["1"] }.answers
    }
    _ = read.counted(answers)
    guard let again = try? XLSForm(sheets: XLSForm(read).sheets).questionnaire().questionnaire else {
        preconditionFailure("our own form is refused")
    }
    precondition(again.questions.count == read.questions.count, "questions were lost")
    return 0
}

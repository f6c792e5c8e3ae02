import CXlsxWriter
import Core
import Glibc

/// Writes `.xlsx` files through libxlsxwriter, row by row: a large file takes little memory.
///
/// Version 1.1.4 of the library writes to a file only. It is made in `folder`, read and taken away again.
package enum WorkbookWriter {
    /// - Parameter folder: for temporary files; must be there.
    /// - Throws: `WorkbookError`, or what a row throws.
    package static func write(_ workbook: Workbook, folder: String = "/tmp") throws -> WorkbookWritten {
        guard !workbook.sheets.isEmpty else { throw WorkbookError.noSheets }
        var template = Array((folder + "/inzet-xlsx-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw WorkbookError.file }
        let own = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        let path = own + "/out.xlsx"
        defer {
            unlink(path)
            rmdir(own)
        }
        let session = try WorkbookSession(path: path, folder: own)
        let changes = try session.fill(workbook)
        try session.close()
        guard let bytes = read(path) else { throw WorkbookError.file }
        return WorkbookWritten(bytes: bytes, changes: changes)
    }

    private static func read(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { return nil }
        let size = Int(status.st_size)
        var bytes = [UInt8](repeating: 0, count: size)
        var filled = 0
        while filled < size {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(file, buffer.baseAddress.map { $0 + filled }, size - filled)
            }
            guard count > 0 else { return nil }
            filled += count
        }
        return bytes
    }
}

extension WorkbookError {
    static func library(code: lxw_error) -> WorkbookError {
        .library(code: Int(code.rawValue), message: lxw_strerror(code).map { String(cString: $0) } ?? "")
    }
}

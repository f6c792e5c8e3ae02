import Testing

@testable import Formats

struct QRCodeTests {
    /// Version, bytes, mask, and FNV-1a over the modules as the library qrcode 8 of Python draws them.
    static let drawn: [(version: Int, bytes: Int, mask: Int, print: UInt64)] = [
        (1, 14, 7, 0x2e4c_7981_a900_16e5),
        (1, 11, 4, 0x516d_8320_d67f_ec99),
        (2, 26, 4, 0xfaa8_77d0_f534_09cb),
        (2, 23, 1, 0x2dbf_1198_14cd_e14b),
        (3, 42, 5, 0xf540_338f_5f95_ed22),
        (3, 39, 2, 0x28fc_36ac_ac1d_f196),
        (4, 62, 2, 0xc79e_8847_a7eb_e0e8),
        (4, 59, 7, 0xa60c_c670_c63d_dea2),
        (5, 84, 1, 0x2e4d_9a49_efb8_c907),
        (5, 81, 6, 0x2562_215c_9bb7_ead5),
        (6, 106, 0, 0x6c12_5231_18f6_8763),
        (6, 103, 5, 0x897f_a475_ac23_3630),
        (7, 122, 1, 0x3065_3c47_49dc_42e4),
        (7, 119, 6, 0xef80_9ece_9d47_bc65),
        (8, 152, 0, 0x1ee7_465e_dbd6_f2a5),
        (8, 149, 5, 0xed6e_8b0e_fe27_d7ea),
        (9, 180, 5, 0x2e33_e352_1328_8906),
        (9, 177, 2, 0x2047_f6f8_a37c_41c9),
        (10, 213, 7, 0x1172_aca9_7008_12af),
        (10, 210, 4, 0x3b52_fab2_8418_4913),
        (11, 251, 6, 0x4021_fb69_d8b1_cb5f),
        (11, 248, 3, 0xb5ca_3d0b_e738_a7b3),
        (12, 287, 3, 0xc317_313f_8a40_1e28),
        (12, 284, 0, 0x7def_1228_2377_631d),
        (13, 331, 0, 0x7a48_2df9_0f4e_283b),
        (13, 328, 5, 0x88a6_c629_90b4_8cb1),
        (14, 362, 0, 0x1c9b_04e4_64d9_7467),
        (14, 359, 5, 0xfc59_684f_afc4_ac04),
        (15, 412, 3, 0x8ccf_2fbb_48de_f77c),
        (15, 409, 0, 0xa659_679a_33d2_2997),
        (16, 450, 2, 0x2374_abd5_1858_b810),
        (16, 447, 7, 0xb43d_c91b_c053_5f9e),
        (17, 504, 1, 0x21d0_1517_0c7c_368a),
        (17, 501, 6, 0xb629_d85a_79c2_a575),
        (18, 560, 2, 0x4112_22bd_749b_f475),
        (18, 557, 7, 0xcd54_bd67_5754_78e2),
        (19, 624, 3, 0x1a10_1c8f_e1d2_501d),
        (19, 621, 0, 0xbb0d_fd24_33eb_1ee1),
        (20, 666, 6, 0x005c_c491_e2e6_7f85),
        (20, 663, 3, 0xe2c8_c053_544e_bd3f),
    ]

    private static func print(_ code: QRCode) -> UInt64 {
        code.dark.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ ($1 ? 1 : 0)) &* 0x100_0000_01b3 }
    }

    @Test(arguments: QRCodeTests.drawn)
    func `every version is drawn as another program draws it`(
        _ row: (version: Int, bytes: Int, mask: Int, print: UInt64)
    )
        throws
    {
        let bytes = (0..<row.bytes).map { UInt8(($0 * 7 + 3 + row.version) & 0xFF) }
        let code = try #require(QRCode(bytes, mask: row.mask))
        #expect(code.size == row.version * 4 + 17)
        #expect(Self.print(code) == row.print)
    }

    @Test func `a small code looks as it must`() throws {
        let code = try #require(QRCode(Array("Inzet".utf8), mask: 2))
        let rows = (0..<code.size).map { y in String((0..<code.size).map { code.isDark($0, y) ? "#" : "." }) }
        #expect(rows == Self.inzet)
        #expect(code.path.hasPrefix("M4 4h7v1h-7zM16 4h1v1h-1z"))
        #expect(!code.isDark(-1, 0) && !code.isDark(0, code.size))
    }

    @Test func `each version takes what fits and not a byte more`() throws {
        // The first of each version is full.
        for row in stride(from: 0, to: Self.drawn.count, by: 2).map({ Self.drawn[$0] }) {
            #expect(QRCode(Array(repeating: 0x41, count: row.bytes))?.size == row.version * 4 + 17)
            let next = QRCode(Array(repeating: 0x41, count: row.bytes + 1))
            #expect(next?.size == (row.version < 20 ? (row.version + 1) * 4 + 17 : nil))
        }
        #expect(QRCode([])?.size == 21)
        #expect(QRCode(Array(repeating: 0, count: 5_000_000)) == nil)
        #expect(QRCode([1], mask: 8) == nil && QRCode([1], mask: -1) == nil)
    }

    @Test func `the mask that is chosen is one of the eight`() throws {
        let bytes = Array("otpauth://totp/Inzet%20Waterveen:anna%40test.example?secret=JBSWY3DPEHPK3PXP".utf8)
        let chosen = try #require(QRCode(bytes))
        #expect((0..<8).contains { QRCode(bytes, mask: $0) == chosen })
    }

    private static let inzet = [
        "#######.....#.#######",
        "#.....#...#.#.#.....#",
        "#.###.#.#..##.#.###.#",
        "#.###.#.#.##..#.###.#",
        "#.###.#.###.#.#.###.#",
        "#.....#.#..#..#.....#",
        "#######.#.#.#.#######",
        "........#............",
        "#.#####..###..#####..",
        "....##....#####..#..#",
        "#.#..##.#.#.#.##...#.",
        "#..#...########..###.",
        "#####.##.#..#..#.#..#",
        "........#...#..#.....",
        "#######..#.#.#..#..#.",
        "#.....#.#.#....#####.",
        "#.###.#.##.#.#..#..#.",
        "#.###.#.##.#####.##..",
        "#.###.#.###.#.##.##..",
        "#.....#..#######.##..",
        "#######.##..#....#.#.",
    ]
}

extension Report2011 {
    /// Tables 3 to 8, in the order of the report.
    package static let grids = [
        Grid(
            name: "vertalen", noneCarriedOut: 1, noneInPolicy: 26, allInPolicy: 8, allCarriedOut: 25,
            activities: [
                .init(48, 33, 10, 20, 16, onPaper: 1),
                .init(53, 43, 10, 15, 11),
                .init(53, 16, 27, 15, 17),
                .init(55, 24, 24, 13, 17),
                .init(64, 36, 18, 8, 9),
                .init(37, 23, 17, 29, 24, onPaper: 1),
                .init(33, 20, 5, 25, 36),
            ]),
        Grid(
            name: "verbinden", noneCarriedOut: 0, noneInPolicy: 20, allInPolicy: 2, allCarriedOut: 11,
            activities: [
                .init(75, 48, 14, 0, 5),
                .init(43, 32, 23, 16, 18),
                .init(51, 31, 13, 16, 21),
                .init(52, 40, 27, 6, 7),
                .init(19, 25, 20, 37, 23),
                .init(58, 44, 13, 15, 8),
                .init(40, 29, 12, 27, 26),
                .init(31, 15, 6, 38, 31),
                .init(31, 21, 7, 26, 39),
            ]),
        Grid(
            name: "versterken", noneCarriedOut: 0, noneInPolicy: 14, allInPolicy: 10, allCarriedOut: 20,
            activities: [
                .init(40, 14, 10, 28, 29),
                .init(70, 48, 13, 3, 4),
                .init(64, 42, 15, 11, 9),
                .init(37, 9, 7, 28, 39),
                .init(50, 26, 18, 17, 17),
                .init(58, 43, 14, 11, 11),
                .init(91, 20, 15, 3, 2),
            ]),
        Grid(
            name: "verbreiden", noneCarriedOut: 3, noneInPolicy: 31, allInPolicy: 19, allCarriedOut: 40,
            activities: [
                .init(48, 36, 7, 20, 21, onPaper: 1),
                .init(58, 37, 16, 16, 14),
                .init(58, 21, 21, 18, 14),
                .init(63, 43, 11, 8, 11),
                .init(46, 41, 16, 21, 9, onPaper: 1),
                .init(45, 38, 13, 20, 17),
            ]),
        Grid(
            name: "verankeren", noneCarriedOut: 7, noneInPolicy: 39, allInPolicy: 1, allCarriedOut: 12,
            activities: [
                .init(43, 30, 12, 22, 20),
                .init(39, 26, 10, 28, 25),
                .init(20, 11, 5, 39, 43, onPaper: 1),
                .init(14, 19, 11, 25, 49),
                .init(43, 25, 7, 24, 31, onPaper: 2),
                .init(31, 27, 4, 23, 35),
                .init(28, 25, 7, 32, 30),
            ]),
    ]
}

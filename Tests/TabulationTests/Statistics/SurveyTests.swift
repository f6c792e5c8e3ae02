import Testing

@testable import Tabulation

/// Figures, errors, weights and intervals against R's package survey.
struct SurveyTests {
    private static func compare(_ design: Design, _ survey: Fixture.Survey, _ figures: Fixture.Figures, _ name: String)
    {
        let data = survey.data
        let hits = Bits(data.y.map { $0 == 1 })
        let part = Bits(data.part.map { $0 == 1 })
        let x = data.x.map { $0 ?? .nan }
        let first = Bits(data.b.map { $0 == 1 })
        let second = Bits(data.b.map { $0 == 2 })

        #expect(isClose(design.weights.reduce(0, +), figures.weights), "\(name): weights")
        share(design.proportion(hits), figures.share, "\(name): share")
        share(design.proportion(hits, in: part), figures.domain, "\(name): share of a part")
        figure(design.mean(x), figures.mean, "\(name): mean")
        #expect(isClose(design.mean(x).flatMap { Interval.mean($0) }, figures.mean.interval), "\(name): mean")
        figure(design.mean(data.z, in: part), figures.partMean, "\(name): mean of a part")
        figure(design.total(data.z, in: part), figures.total, "\(name): total")
        figure(design.ratio(data.z, data.w), figures.ratio, "\(name): ratio")
        figure(design.difference((hits, first), (hits, second)), figures.apart, "\(name): difference")
        figure(design.difference((hits, first), (hits, part)), figures.overlapping, "\(name): overlap")
        for (share, expected) in zip([0.2517, 0.5, 0.9017], figures.quantiles) {
            #expect(isClose(design.quantile(share, of: data.z), expected), "\(name): quantile \(share)")
        }
        if let low = figures.quantileInterval[0], let high = figures.quantileInterval[1] {
            #expect(isClose(design.quantileInterval(0.5, of: data.z), [low, high]), "\(name): median")
        }
    }

    private static func share(_ ours: Estimate?, _ theirs: Fixture.Figure, _ name: String) {
        figure(ours, theirs, name)
        guard let ours, let intervals = theirs.intervals else { return }
        #expect(isClose(Interval.mean(ours), intervals["mean"]), "\(name): mean interval")
        #expect(isClose(Interval.logit(ours), intervals["logit"]), "\(name): logit")
        #expect(isClose(Interval.logit(ours), intervals["xlogit"]), "\(name): xlogit")
        #expect(isClose(Interval.beta(ours), intervals["beta"]), "\(name): beta")
    }

    private static func figure(_ ours: Estimate?, _ theirs: Fixture.Figure, _ name: String) {
        #expect(isClose(ours?.value, theirs.value), "\(name): value")
        #expect(isClose(ours?.error, theirs.error), "\(name): error \(ours?.error ?? -1), R \(theirs.error)")
        if let degrees = theirs.degrees { #expect(ours?.degrees == degrees, "\(name): degrees of freedom") }
    }

    private static func compare(_ survey: Fixture.Survey) throws {
        let design = survey.design
        compare(design, survey, survey.plain, survey.name)
        guard let fitted = survey.postStratified, let raked = survey.raked else { return }
        let margins = survey.margins

        let post = try design.postStratified(by: margins[0])
        #expect(isClose(post.design.weights, survey.fitted), "\(survey.name): post-stratification")
        compare(post.design, survey, fitted, "\(survey.name), post-stratified")

        let both = try design.raked(to: margins, tolerance: 1e-13)
        #expect(both.report.converged && isClose(both.design.weights, survey.rakedWeights), "\(survey.name): raking")
        compare(both.design, survey, raked, "\(survey.name), raked")
        let trimmed = both.design.trimmed(low: 0, high: 1.6)
        #expect(isClose(trimmed.design.weights, survey.trimmedWeights), "\(survey.name): trimming")
    }

    @Test func `agrees with R on its own data sets`() throws {
        for survey: Fixture.Survey in try Fixture.read("packaged", as: [Fixture.Survey].self) {
            try Self.compare(survey)
        }
    }

    @Test func `agrees with R on fifty generated designs`() throws {
        let surveys = try Fixture.read("generated", as: [Fixture.Survey].self)
        #expect(surveys.count == 50)
        for survey in surveys { try Self.compare(survey) }
    }
}

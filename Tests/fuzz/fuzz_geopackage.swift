// Any bytes as a geometry of a GeoPackage: read or refused, and what is read can be measured and drawn.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let shape = try? GeoPackageGeometry(parsing: bytes, maximumPoints: 2_000).shape else { return 0 }

    precondition(shape.rings.map(\.count).reduce(0, +) * 16 <= count, "more points than bytes")
    guard let centroid = shape.centroid, let box = shape.boundingBox else {
        precondition(shape.isEmpty, "a shape without centre")
        return 0
    }
    precondition(box.contains(centroid), "the centre lies outside the box")
    precondition(!shape.contains(GeoPoint(x: box.minX - 1, y: box.minY)), "a point outside the box lies inside")
    for tolerance in [0.5, 1_000] {
        let simple = shape.simplified(tolerance: tolerance)
        precondition(!simple.isEmpty, "the shape is gone")
        precondition(simple.rings.allSatisfy { $0.first == $0.last && $0.count >= 4 }, "an open ring")
        _ = simple.roundedRings()
    }
    if let degrees = RD.degrees(centroid) { _ = RD.point(degrees) }
    return 0
}

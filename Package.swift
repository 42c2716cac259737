// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is built the same way: strict imports, explicit existentials, no warnings.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A room of the house: its name, the rooms below it that it may use, and nothing else.
func room(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one room, which may also use what the room itself uses.
func tests(of name: String, uses dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.byName(name: name), "TestSupport"] + dependencies,
    swiftSettings: strict)
}

let package = Package(
  name: "baton",
  products: [
    .library(name: "Baton", targets: ["Baton"]),
    .library(name: "BatonC", type: .dynamic, targets: ["BatonC"]),
    .executable(name: "baton", targets: ["BatonCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLua", pkgConfig: "lua5.4", providers: [.apt(["liblua5.4-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CMessageDigest", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .target(name: "CContentHash", dependencies: ["CMessageDigest"]),
    .target(name: "CLuaShim", dependencies: ["CLua"]),
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(
      name: "CXES", dependencies: ["CSimdJSON"], linkerSettings: [.linkedLibrary("expat")]),
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),

    .target(name: "CHolidays", linkerSettings: [.linkedLibrary("ical")]),
    .target(name: "CLineEditor", linkerSettings: [.linkedLibrary("edit")]),
    room("BatonTime", uses: ["CHolidays"]),
    room("BatonModel", uses: ["BatonTime"]),
    room("BatonSyntax"),
    room("BatonDeclare"),
    room("BatonLua", uses: ["CLuaShim"]),
    room("BatonRecords", uses: ["BatonModel", "BatonTime", "CSimdJSON", "CZlib"]),
    room("BatonLogs", uses: ["BatonModel", "BatonRecords", "BatonTime", "CXES"]),
    .target(
      name: "Baton",
      dependencies: [
        "BatonLua", "BatonSyntax", "BatonDeclare", "BatonModel", "BatonRecords", "BatonTime",
        "CRE2",
        "CContentHash", "CMessageDigest",
      ],
      swiftSettings: strict,
      plugins: ["EmbedRulesPlugin"]),
    .executableTarget(name: "EmbedRules", swiftSettings: strict),
    .plugin(
      name: "EmbedRulesPlugin", capability: .buildTool(), dependencies: ["EmbedRules"],
      path: "Sources/EmbedRulesPlugin"),
    room(
      "BatonWorkbench",
      uses: [
        "Baton", "BatonLogs", "BatonModel", "BatonRecords", "BatonTime",
        .product(name: "HeapModule", package: "swift-collections"),
      ]),
    room(
      "BatonTables",
      uses: [
        "BatonWorkbench", "Baton", "BatonModel", "BatonRecords", "BatonTime", "CExpat", "CZip",
      ]),
    .target(
      name: "BatonC",
      dependencies: ["BatonWorkbench", "Baton", "BatonModel", "BatonRecords"],
      exclude: ["include", "header"], swiftSettings: strict),
    .executableTarget(
      name: "BatonCLI",
      dependencies: [
        "BatonTables", "BatonWorkbench", "Baton", "BatonLogs", "BatonLua", "BatonSyntax",
        "BatonModel", "BatonRecords", "BatonTime", "CLineEditor",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // The program of the package in Examples/embed-swift, under another name, so that the tests need
    // not build everything once more.
    .executableTarget(
      name: "EmbedSwiftExample", dependencies: ["Baton"],
      path: "Examples/embed-swift/Sources/EmbedSwift", swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests(of: "CRE2"),
    tests(of: "BatonTime"),
    tests(of: "BatonModel", uses: ["BatonTime"]),
    tests(of: "BatonSyntax"),
    tests(of: "BatonDeclare"),
    tests(of: "BatonLua", uses: ["BatonSyntax"]),
    tests(of: "BatonRecords", uses: ["BatonModel", "BatonTime", "CSimdJSON"]),
    tests(of: "BatonLogs", uses: ["BatonRecords", "BatonTime", "CXES", "CZlib"]),
    tests(
      of: "Baton",
      uses: ["BatonSyntax", "BatonLua", "BatonModel", "BatonRecords", "BatonTime"]),
    tests(
      of: "BatonWorkbench", uses: ["Baton", "BatonLogs", "BatonModel", "BatonRecords", "BatonTime"]),
    tests(
      of: "BatonTables", uses: ["BatonWorkbench", "Baton", "BatonModel", "BatonRecords", "CZip"]),
    tests(of: "BatonC"),
    .testTarget(
      name: "BatonCLITests",
      dependencies: ["BatonCLI", "Baton", "BatonModel", "BatonWorkbench", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ConformanceTests",
      dependencies: [
        "Baton", "BatonModel", "BatonRecords", "BatonTables", "BatonTime", "BatonWorkbench",
        "BatonCLI", "EmbedSwiftExample", "TestSupport",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Baton", "BatonLogs", "BatonLua", "BatonModel", "BatonRecords",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Benchmarks",
      exclude: [
        "README.md", "run", "instructions", "instructions.limits", "zen-table.py", "pm4py-log.py",
        "conform.py",
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

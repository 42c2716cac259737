// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "embed-swift",
  dependencies: [.package(name: "baton", path: "../..")],
  targets: [
    .executableTarget(
      name: "EmbedSwift", dependencies: [.product(name: "Baton", package: "baton")])
  ]
)

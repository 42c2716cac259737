import BatonLua
import BatonSyntax

/// One declaration of a rule base as it was written: `word "name" { … }`.
///
/// A class, because every reader of it holds on to it and it has many parts.
final class Declaration {
  let word: Word
  /// Empty for the words that take no name.
  let name: String
  /// The name where it stands, or the call.
  let site: Site
  let body: Written
  /// Declarations inside its table, in order.
  let children: [Declaration]
  private let names: NameMask

  init(
    _ word: Word, _ name: String, _ site: Site, _ table: WrittenTable, children: [Declaration]
  ) {
    self.word = word
    self.name = name
    self.site = site
    self.children = children
    body = Written(value: .table(table), site: site)
    names = table.names
  }

  /// False if its table surely lacks a key.
  func mayHave(_ key: String) -> Bool { names.mayContain(key) }

  /// As messages name it: `route "Payroll incidents"`.
  var title: String { Self.title(word, name) }

  static func title(_ word: Word, _ name: String) -> String {
    word.isNamed ? "\(word.name) \"\(name)\"" : word.name
  }
}

/// Turns what the Lua files declared into declarations, each in its parent or outside.
///
/// What is data never passes through Lua: ``LuaLoad/reached`` says where it belongs in the order.
struct DeclarationTree {
  /// Words whose declarations may stand inside another of the same word.
  private static let nestable: Set<String> = ["route"]

  private let findings: Findings
  private var claimedBy: [Int: Int] = [:]
  /// Whether the rules' own files have run: what comes now is no part of what their hash names.
  private var isOfTests = false

  init(findings: Findings) {
    self.findings = findings
  }

  /// - Returns: the declarations that stand outside any other, in the order of the files.
  mutating func declarations(_ load: LuaLoad) -> [Declaration] {
    for record in load.declared { claim(inside: record) }
    var all: [Declaration] = []
    all.reserveCapacity(load.reached.reduce(load.declared.count) { $0 + $1.count })
    var next = 0
    for reach in load.reached {
      append(load.declared[next..<reach.declaredBefore], to: &all)
      next = reach.declaredBefore
      // The loader's own mark: no run of data is empty.
      if reach.count == 0 { isOfTests = true }
      for number in reach.first..<reach.first + reach.count {
        guard let (file, statement) = findings.sources.data(number) else { continue }
        append(declaration(statement, in: file, parent: nil), to: &all)
      }
    }
    append(load.declared[next...], to: &all)
    return all
  }

  /// One declaration by itself, before the files have run to their ends.
  func declaration(of record: LuaRecord) -> Declaration? { declaration(record, parent: nil) }

  private func append(_ records: ArraySlice<LuaRecord>, to all: inout [Declaration]) {
    for record in records where claimedBy[record.identity] == nil {
      append(declaration(record, parent: nil), to: &all)
    }
  }

  private func append(_ declaration: Declaration?, to all: inout [Declaration]) {
    guard let declaration else { return }
    if isOfTests, !Vocabulary.wordsOfTests.contains(declaration.word.name) {
      findings.report(.notATest(declaration.title), at: declaration.site)
    } else {
      all.append(declaration)
    }
  }

  private mutating func claim(inside record: LuaRecord) {
    guard let body = record.body, case .table(let table) = body else { return }
    for (_, value) in table.entries {
      guard case .record(let child) = value, child.isDeclaration else { continue }
      if claimedBy[child.identity] != nil {
        findings.report(.claimedTwice(child.title), at: site(of: child))
      } else {
        claimedBy[child.identity] = record.identity
      }
    }
  }

  private func declaration(
    _ statement: DataTable, in file: Int, parent: Word?
  ) -> Declaration? {
    let node = statement.node
    let word = Vocabulary.words[Int(node.word)]
    let parts = statement.parts()
    guard let first = parts.first, let last = parts.last else { return nil }
    guard word.isNamed else {
      return check(word, "", last.value, Site(file: file, range: node.range), parent)
    }
    let site = Site(file: file, range: first.node.range)
    guard case .text(let name) = first.value, !name.isEmpty else {
      findings.report(.unnamed(word: word.name, example: word.example), at: site)
      return nil
    }
    return check(word, name, last.value, site, parent)
  }

  private func declaration(_ record: LuaRecord, parent: Word?) -> Declaration? {
    let word = Vocabulary.words[record.word]
    let site = site(of: record)
    if word.role == .part, !word.isNamed {
      checkParent(of: word, "`\(word.name)`", parent, site)
      return nil
    }
    if word.isNamed {
      guard case .text(let name)? = record.arguments.first, !name.isEmpty else {
        findings.report(.unnamed(word: word.name, example: word.example), at: site)
        return nil
      }
      guard record.completed, let body = record.body else {
        findings.report(.noBody(word: word.name, name: name), at: site)
        return nil
      }
      return check(word, name, Written.Value(body), site, parent)
    }
    guard let body = record.body else {
      findings.report(.noTable(word: word.name, example: word.example), at: site)
      return nil
    }
    return check(word, "", Written.Value(body), site, parent)
  }

  private func check(
    _ word: Word, _ name: String, _ body: Written.Value, _ site: Site, _ parent: Word?
  ) -> Declaration? {
    let written = Written(value: body, site: site)
    guard let table = written.table else {
      findings.report(
        .notATable(Declaration.title(word, name), found: written.phrase), at: site)
      return nil
    }
    if word.role == .part {
      guard checkParent(of: word, Declaration.title(word, name), parent, site) else { return nil }
    } else if let parent, !(parent.name == word.name && Self.nestable.contains(word.name)) {
      findings.report(.misplaced(Declaration.title(word, name), parent: parent.name), at: site)
      return nil
    }
    for (name, site) in written.vanishedNames(in: findings.sources) {
      findings.report(.valueIsNil(name), at: site)
    }
    return Declaration(
      word, name, site, table, children: children(of: table, in: site.file, word))
  }

  /// Reports a part that does not stand in a declaration of its word.
  @discardableResult
  private func checkParent(
    of word: Word, _ title: String, _ parent: Word?, _ site: Site
  ) -> Bool {
    if parent?.name == word.parent { return true }
    findings.report(.time(.outsideItsParent(title, parent: word.parent ?? "")), at: site)
    return false
  }

  private func children(of table: WrittenTable, in file: Int, _ word: Word) -> [Declaration] {
    switch table {
    case .data(let table):
      var children: [Declaration] = []
      for part in table.parts() where part.node.kind == .call {
        let inner = Vocabulary.words[Int(part.node.word)]
        guard inner.declares else { continue }
        if inner.role == .part, !inner.isNamed {
          let site = Site(file: file, range: part.node.range)
          checkParent(of: inner, "`\(inner.name)`", word, site)
          continue
        }
        if let child = declaration(part, in: file, parent: word) { children.append(child) }
      }
      return children
    case .lua(let table):
      return table.entries.compactMap { _, value -> Declaration? in
        guard case .record(let child) = value, child.isDeclaration else { return nil }
        return declaration(child, parent: word)
      }
    }
  }

  private func site(of record: LuaRecord) -> Site {
    if let (file, node) = findings.sources.node(record.node) {
      switch node {
      case .call(let call):
        let argument = call.arguments.first
        let isName = Vocabulary.words[record.word].isNamed
        return Site(file: file, range: (isName ? argument?.range : nil) ?? call.range)
      case .table(let table): return Site(file: file, range: table.range)
      case .function(let function): return Site(file: file, range: function.range)
      }
    }
    return findings.sources.site(file: record.chunk, line: record.line)
      ?? Site(file: 0, range: SourceRange(lower: 0, upper: 0))
  }
}

extension LuaRecord {
  /// The value that completes a declaration.
  var body: LuaValue? {
    let position = Vocabulary.words[word].isNamed ? 1 : 0
    return arguments.indices.contains(position) ? arguments[position] : nil
  }

  var isDeclaration: Bool { Vocabulary.words[word].declares }

  var title: String {
    let name = Vocabulary.words[word].name
    if case .text(let text)? = arguments.first { return "\(name) \"\(text)\"" }
    return name
  }
}

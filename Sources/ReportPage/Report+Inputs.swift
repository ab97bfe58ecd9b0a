import SiteModel
import Tabular
import Reporting

extension PlanFrame {
  /// Notes, findings, keys with their evidence, defaults and files.
  func inputSections(_ evidence: [Evidence]) -> [Page.Section] {
    var notes = Page.Section(id: "inputs", title: "Inputs and where they come from")
    notes.paragraphs = self.notes
    if !evidence.isEmpty {
      let placeholders = evidence.count(where: \.isPlaceholder)
      notes.tables.append(
        Page.Table(
          "What the files say of \(evidence.count) inputs; \(placeholders) are placeholders, "
            + "marked [G]: general knowledge, not checked. [R] was read in a source, [D] derived.",
          head: [.text("key"), .text("value"), .text("evidence"), .text("file")],
          rows: evidence.map { item in
            [
              .text(item.key), .text(item.value),
              Page.Cell(text: item.note, isMarked: item.isPlaceholder), .text(item.file),
            ]
          }, isLong: true))
    }
    if !defaults.isEmpty {
      notes.tables.append(
        Page.Table(
          "\(defaults.count) keys that the site leaves to a default.",
          head: [.text("component"), .text("key"), .text("value"), .text("from")],
          rows: defaults.map {
            [.text($0.component), .text($0.key), .text($0.value), .text($0.origin)]
          }, isLong: true))
    }
    notes.tables.append(
      Page.Table(
        "\(inputs.count) files that were read.",
        head: [.text("file"), .text("SHA-256")],
        rows: inputs.map { [.text($0.file), .text($0.sha256)] }, isLong: true))
    let findings = Page.Section(id: "findings", title: "Findings", paragraphs: warnings)
    return [notes, findings]
  }

  /// What is left out, and what the figures mean.
  var limitsOfModel: Page.Section {
    Page.Section(
      id: "not-modelled", title: "Not modelled, and what the figures mean",
      paragraphs: notModelled + conventions)
  }
}

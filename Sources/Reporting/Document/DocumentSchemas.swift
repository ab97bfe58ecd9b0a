import Tabular

/// The JSON Schemas of the documents, from the fields that write and read them.
public enum DocumentSchemas {
  /// File names and texts.
  public static var files: [(name: String, text: String)] {
    [
      ("plan.schema.json", text("plan.json of Sitemix", PlanDocument.schema)),
      (
        "horizon.schema.json",
        text("plan.json of Sitemix over several years", HorizonDocument.schema)
      ),
      ("run.schema.json", text("run.json of Sitemix", RunDocument.schema)),
      ("uptime.schema.json", text("what certify prints as JSON", UptimeDocument.schema)),
    ]
  }

  private static func text(_ title: String, _ schema: JSONValue) -> String {
    guard case .object(let members) = schema else { return "" }
    let head: [(key: String, value: JSONValue)] = [
      ("$schema", "http://json-schema.org/draft-07/schema#"), ("title", .text(title)),
    ]
    return String(decoding: JSONValue.object(head + members).document, as: UTF8.self)
  }
}

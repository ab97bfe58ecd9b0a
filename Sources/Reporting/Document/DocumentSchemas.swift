package import Tabular

/// The JSON Schemas of the documents, from the fields that write and read them.
public enum DocumentSchemas {
  /// File names and texts.
  public static var files: [(name: String, text: String)] {
    [
      file("plan.schema.json", "plan.json of Sitemix", PlanDocument.schema),
      file(
        "horizon.schema.json", "plan.json of Sitemix over several years", HorizonDocument.schema),
      file(
        "scenarios.schema.json", "plan.json of Sitemix for several scenarios",
        ScenarioDocument.schema),
      file("run.schema.json", "run.json of Sitemix", RunDocument.schema),
      file("answers.schema.json", "answers.json of Sitemix", AnswersDocument.schema),
      file(
        "portfolio.schema.json", "portfolio.json of Sitemix", PortfolioDocument.schema),
      file("uptime.schema.json", "what certify prints as JSON", UptimeDocument.schema),
    ]
  }

  /// The file of a schema under its title.
  package static func file(
    _ name: String, _ title: String, _ schema: JSONValue
  ) -> (name: String, text: String) { (name, text(title, schema)) }

  private static func text(_ title: String, _ schema: JSONValue) -> String {
    guard case .object(let members) = schema else { return "" }
    let head: [(key: String, value: JSONValue)] = [
      ("$schema", "http://json-schema.org/draft-07/schema#"), ("title", .text(title)),
    ]
    return String(decoding: JSONValue.object(head + members).document, as: UTF8.self)
  }
}

import Tabular
import Reporting

/// What the template of the page shows; all texts are escaped by the template.
struct Page {
  var heading: Heading
  var sections: [Section]
  var version: String
  var hasCharts: Bool
  /// Whether there are charts to draw and nothing to draw them with.
  var lacksScript: Bool
  var week: WeekChoice?
  /// Files of the project's own, and data in which no `<` is left: not escaped.
  var style: String
  var script: String
  var library: String
  var hours: String
  var specifications: String

  /// A figure of the answer.
  struct Fact {
    var name: String
    var value: String
    var unit: String
    /// What it is compared with.
    var beside: String
    /// The key of the figure in its file, and the number as it stands there.
    var key: String
    var exact: String
  }

  /// The weeks that the hourly charts can show.
  struct WeekChoice {
    var count: Int
    var worst: Int
    var why: String
  }

  struct Section {
    var id: String
    var title: String
    var paragraphs: [String] = []
    var pictures: [Picture] = []
    var charts: [Frame] = []
    var tables: [Table] = []
    var code: [String] = []
    /// Whether its charts follow the choice of the week.
    var hasWeeks = false

    /// Whether there is nothing to show.
    var isEmpty: Bool {
      paragraphs.isEmpty && pictures.isEmpty && charts.isEmpty && tables.isEmpty && code.isEmpty
    }
  }

  /// The place of a chart.
  struct Frame {
    var name: String
    var title: String
    var description: String
    /// Whether two stand side by side where there is room.
    var isHalf: Bool
  }

  struct Table {
    var caption: String
    var head: [Cell]
    var rows: [Row]
    /// Long tables are closed until somebody asks.
    var isLong: Bool

    init(_ caption: String, head: [Cell], rows: [[Cell]], isLong: Bool = false) {
      self.caption = caption
      self.head = head
      self.rows = rows.map { Row(cells: $0) }
      self.isLong = isLong
    }
  }

  struct Row {
    var cells: [Cell]
  }

  struct Cell {
    var text: String
    var isNumber = false
    /// The key in its file of what is behind a figure, and the number as it stands there.
    var key = ""
    var exact = ""
    var isMarked = false
    /// A page that tells more, named from this page's folder, if there is one.
    var link = ""
    var hasLink = false

    /// Words.
    static func text(_ text: String) -> Cell { Cell(text: text) }

    /// A heading over numbers, or a figure already in words.
    static func right(_ text: String) -> Cell { Cell(text: text, isNumber: true) }

    /// A figure of `plan.json`; empty where there is none.
    static func figure(_ number: Double?, places: Int = 0, key: String = "") -> Cell {
      guard let number else { return Cell(text: "", isNumber: true) }
      return Cell(
        text: FigureText.grouped(number, places: places), isNumber: true, key: key,
        exact: PlainNumber.text(number))
    }

    /// A size: more decimals the smaller it is.
    static func size(_ number: Double?, key: String = "") -> Cell {
      guard let number else { return Cell(text: "", isNumber: true) }
      return Cell(
        text: number == 0 ? "0" : FigureText.size(number), isNumber: true, key: key,
        exact: PlainNumber.text(number))
    }
  }
}

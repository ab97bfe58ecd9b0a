/// Where a block stands in a program of several: a year of many, a site of many.
struct BlockPlace: Sendable {
  /// Put before the names of its components.
  var name = ""
  /// The step of the whole program that its first step is.
  var firstStep = 0

  /// What a component of the block is called in the whole program.
  func component(_ name: String) -> String { self.name.isEmpty ? name : self.name + "/" + name }
}

extension LinearProgram {
  /// What is added from now on belongs to a block: its components are named with it, and its steps come
  /// after those of other blocks. A program without blocks has one, without a name.
  ///
  /// - Parameters:
  ///   - name: such as `2027` or `permian`; components are then `2027/grid`.
  ///   - firstStep: the step of the whole program that the block's first step is.
  package mutating func open(block name: String, firstStep: Int) {
    block = BlockPlace(name: name, firstStep: firstStep)
  }

  /// What several blocks share is added outside of the one that is open.
  package mutating func outsideBlocks<Added>(_ add: (inout LinearProgram) -> Added) -> Added {
    let open = block
    block = BlockPlace()
    defer { block = open }
    return add(&self)
  }
}

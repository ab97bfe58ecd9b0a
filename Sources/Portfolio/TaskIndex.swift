/// Which task of an array this process is, from the variable by which its scheduler says so.
public struct TaskIndex: Sendable, Equatable {
  /// A scheduler's variable.
  public struct Variable: Sendable, Equatable {
    /// Who sets it.
    public let scheduler: String
    /// Its name.
    public let name: String
    /// Number of the first task: what the scheduler counts from, or what the printed submission asks for.
    public let first: Int
  }

  /// Variables of the schedulers that are known, as their manuals have them.
  ///
  /// LSF and SGE count from 1, and set 0 or `undefined` in jobs that are no array. Slurm and PBS number
  /// as the submission says: from 0 here. AWS Batch, Kubernetes and Google Batch always count from 0.
  public static let variables = [
    Variable(scheduler: "Slurm", name: "SLURM_ARRAY_TASK_ID", first: 0),
    Variable(scheduler: "AWS Batch", name: "AWS_BATCH_JOB_ARRAY_INDEX", first: 0),
    Variable(scheduler: "Kubernetes Indexed Job", name: "JOB_COMPLETION_INDEX", first: 0),
    Variable(scheduler: "Google Batch", name: "BATCH_TASK_INDEX", first: 0),
    Variable(scheduler: "PBS", name: "PBS_ARRAY_INDEX", first: 0),
    Variable(scheduler: "LSF", name: "LSB_JOBINDEX", first: 1),
    Variable(scheduler: "SGE", name: "SGE_TASK_ID", first: 1),
  ]

  /// Tasks before this one.
  public let offset: Int

  /// Why no task can be told.
  public enum Failure: Error, Equatable, CustomStringConvertible {
    /// No variable is set.
    case none
    /// A variable holds no number, or one before the first.
    case unreadable(Variable, String)
    /// Two schedulers name different tasks.
    case contradiction(Variable, Variable)

    /// What is wrong and what to do.
    public var description: String {
      switch self {
      case .none:
        let names = TaskIndex.variables.map { "\($0.name) (\($0.scheduler))" }
        return "which task is this? None of these is set: \(names.joined(separator: ", "))\n"
          + "help: give it as --position, or start it in an array of a scheduler"
      case .unreadable(let variable, let text):
        return "\(variable.name) is '\(text)', not a number from \(variable.first)\n"
          + "help: \(variable.scheduler) sets it in each task of an array; unset it elsewhere"
      case .contradiction(let one, let other):
        return "\(one.name) and \(other.name) name different tasks\n"
          + "help: unset that of the scheduler that did not start this task"
      }
    }
  }

  /// The task that the variables of an environment name.
  public init(environment: [String: String]) throws(Failure) {
    var found: (offset: Int, variable: Variable)?
    for variable in Self.variables {
      guard let text = environment[variable.name], !Self.isOutsideArray(text, variable) else {
        continue
      }
      guard let number = Int(text), number >= variable.first else {
        throw .unreadable(variable, text)
      }
      let offset = number - variable.first
      if let found, found.offset != offset { throw .contradiction(found.variable, variable) }
      found = found ?? (offset, variable)
    }
    guard let found else { throw .none }
    offset = found.offset
  }

  /// What stands in a variable of a job that is no array.
  private static func isOutsideArray(_ text: String, _ variable: Variable) -> Bool {
    text.isEmpty || text == "undefined" || (variable.first == 1 && text == "0")
  }
}

import Foundation
import Portfolio
import SiteFiles
import SiteModel
import Testing

/// Checking, counting and cutting a portfolio into arrays.
@Suite("a portfolio")
struct PortfolioPlanTests {
  private let sites = [
    PortfolioSite(name: "a", site: "sparks-nevada"),
    PortfolioSite(name: "b", site: "permian-flare-pad", overrides: ["real_discount_rate=7"]),
    PortfolioSite(name: "c", site: "nowhere"),
    PortfolioSite(name: "d", site: "sparks-nevada", overrides: ["real_discount_rate=0.07"]),
    PortfolioSite(name: "e", site: "sparks-nevada"),
  ]

  @Test("all inputs are checked, whatever is wrong with some, in the same way by any number")
  func check() async throws {
    let plan = await PortfolioCheck.plan(sites, Place.options(), jobs: 1)
    #expect(await PortfolioCheck.plan(sites, Place.options(), jobs: 4) == plan)
    #expect(plan.tasks.map(\.site.name) == ["a", "b", "c", "d", "e"])
    #expect(plan.tasks.map { $0.findings == nil } == [true, false, false, true, true])
    #expect(plan.tasks[1].findings?.contains("real_discount_rate is 7") == true)
    #expect(plan.tasks[2].findings?.contains("there is no site 'nowhere'") == true)
    let keys = plan.tasks.map(\.key)
    #expect(keys[0] != nil && keys[0] == keys[4] && keys[0] != keys[3])
  }

  @Test("the question changes with the horizon, the version, and nothing else of the run")
  func key() async throws {
    let site = [sites[0]]
    let key = await PortfolioCheck.plan(site, Place.options(), jobs: 1).tasks[0].key
    var options = Place.options()
    options.secondsPerSite = 1
    options.megabytesPerSite = 1
    #expect(await PortfolioCheck.plan(site, options, jobs: 1).tasks[0].key == key)
    options.horizonHours = nil
    #expect(await PortfolioCheck.plan(site, options, jobs: 1).tasks[0].key != key)
    options = Place.options()
    options.version = "2"
    #expect(await PortfolioCheck.plan(site, options, jobs: 1).tasks[0].key != key)
  }

  @Test("what a portfolio wrote is what it reads, and the table grows with each record")
  func progress() throws {
    let place = try Place()
    let tasks = (0..<3).map {
      PortfolioTask(
        site: PortfolioSite(name: "s\($0)", site: "pad"), key: "k\($0)",
        findings: $0 == 2 ? "pad: error: x\nhelp" : nil)
    }
    let plan = PortfolioPlan(options: Place.options(), tasks: tasks)
    try place.folder.write(plan)
    #expect(try place.folder.plan() == plan)
    var progress = PortfolioProgress(plan, in: place.folder)
    #expect(progress.text == "3 sites: 1 findings, 2 to do")
    #expect(progress.worst == .findings)
    var record = PortfolioRecord(
      name: "s0", key: "k0", status: .timedOut, seconds: 1.5, peakMegabytes: 2, planDigest: nil,
      finding: "late, too late")
    try place.folder.write(record)
    record.name = "s1"
    record.key = "of other inputs"
    try place.folder.write(record)
    progress = PortfolioProgress(plan, in: place.folder)
    #expect(progress.text == "3 sites: 1 findings, 1 timed out, 1 to do")
    #expect(progress.worst == .broken)
    #expect(
      String(decoding: progress.table, as: UTF8.self) == """
        name,site,status,seconds,peak_memory_mb,finding
        s0,pad,timed_out,1.5,2,"late, too late"
        s1,pad,to_do,,,
        s2,pad,findings,0,,pad: error: x

        """)
  }

  @Test("two runs at once in one folder are refused")
  func lock() throws {
    let place = try Place()
    let first = try place.folder.lock()
    #expect(throws: PortfolioFolder.Failure.self) { try place.folder.lock() }
    try first.close()
    try place.folder.lock().close()
  }

  @Test("positions are cut so that each array fits, and each is there once")
  func arrays() {
    for count in [1, 9, 10, 11, 24, 1000] {
      let chunks = SlurmArray.chunks(Array(0..<count), 10)
      #expect(chunks.flatMap { $0 } == Array(0..<count))
      #expect(chunks.allSatisfy { $0.count <= 10 })
      #expect(chunks.count == (count + 9) / 10)
    }
    #expect(SlurmArray.chunks([], 10).isEmpty)
  }

  @Test("the scheduler's own limit is read, and Slurm's default where it says nothing")
  func greatestArray() {
    #expect(SlurmArray.greatestArray("LaunchType = x\nMaxArraySize            = 4001\n") == 4001)
    #expect(SlurmArray.greatestArray("") == 1001)
  }

  @Test("a word with quotes and blanks is one word to the shell")
  func quoted() {
    #expect(SlurmArray.quoted("a b") == "'a b'")
    #expect(SlurmArray.quoted("it's $HOME") == "'it'\\''s $HOME'")
  }
}

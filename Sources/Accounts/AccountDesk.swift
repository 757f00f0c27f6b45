import Customisation
import Primitives
import Storage

/// Everything that is done to accounts: signing in and out, passwords, links, roles, teams. Policy is asked here, and what
/// matters is written into the audit log in the same commit.
package struct AccountDesk: Sendable {
    let database: Database
    let passwords: PasswordHasher
    let randomness: Randomness
    let ids: IDMaker
    let clock: Clock

    package init(_ database: Database, passwords: PasswordHasher, randomness: Randomness, ids: IDMaker, clock: Clock) {
        self.database = database
        self.passwords = passwords
        self.randomness = randomness
        self.ids = ids
        self.clock = clock
    }

    func now() -> Instant { clock.now() }
}

/// Why an account refuses.
package enum AccountError: UserFacingError, Equatable {
    /// The address and password do not belong together, or nobody has that address.
    case wrongSignIn
    /// Tried too often; works again after so many minutes.
    case tooMany(minutes: Int)
    /// So many sign in right now that this one would wait too long.
    case busy
    /// The link was used, is too old, or was taken back.
    case linkOver
    /// Someone has set the desk up already.
    case isSetUp
    case noSuchAgent, noSuchRole, noSuchTeam, noSuchToken
    case name, email, zone
    case tier
    case emailTaken
    case nameTaken(String)
    /// A row was changed by someone else meanwhile.
    case changedMeanwhile
    /// Nobody could configure the department any more.
    case lastAdmin
    /// More rights than the giver has.
    case beyondOwnRights
    /// The agent also works in a department where the actor has no say.
    case worksElsewhere
    /// Agents still have the role, or queues the team.
    case inUse

    package var notice: Notice {
        switch self {
        case .wrongSignIn: Notice("account.wrongSignIn", .invalid)
        case .tooMany(let minutes): Notice("account.tooMany", .limited, ["count": "\(minutes)"])
        case .busy: Notice("account.busy", .limited)
        case .linkOver: Notice("account.linkOver", .refused)
        case .isSetUp: Notice("account.isSetUp", .refused)
        case .noSuchAgent: Notice("account.noSuchAgent", .missing)
        case .noSuchRole: Notice("account.noSuchRole", .missing)
        case .noSuchTeam: Notice("account.noSuchTeam", .missing)
        case .noSuchToken: Notice("account.noSuchToken", .missing)
        case .name: Notice("account.name", .invalid)
        case .email: Notice("account.email", .invalid)
        case .zone: Notice("account.zone", .invalid)
        case .tier: Notice("account.tier", .invalid)
        case .emailTaken: Notice("account.emailTaken", .refused)
        case .nameTaken(let name): Notice("account.nameTaken", .refused, ["name": name])
        case .changedMeanwhile: Notice("account.changedMeanwhile", .conflict)
        case .lastAdmin: Notice("account.lastAdmin", .refused)
        case .beyondOwnRights: Notice("account.beyondOwnRights", .forbidden)
        case .worksElsewhere: Notice("account.worksElsewhere", .forbidden)
        case .inUse: Notice("account.inUse", .refused)
        }
    }
}

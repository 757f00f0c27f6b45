import API
import Accounts
import Automation
import Channels
import Contacts
import Customisation
import Events
import Jobs
import Knowledge
import Ops
import Outbox
import Search
import Storage
import Tickets
import Web

/// What all rooms bring to the database and to the settings.
enum Schema {
    static let migrations =
        StorageSchema.migrations + EventSchema.migrations + JobSchema.migrations + OutboxSchema.migrations + SearchSchema.migrations
        + CustomisationSchema.migrations + AccountSchema.migrations + ContactSchema.migrations + KnowledgeSchema.migrations
        + TicketSchema.migrations + AutomationSchema.migrations + ChannelSchema.migrations + APISchema.migrations

    static let settings = SettingRule.customisation + SettingRule.channels + SettingRule.web + SettingRule.signIn

    /// What a copy of a desk has to know.
    static let desk = DeskSchema(migrations, derived: SearchRebuild.derived, program: Amparo.version)

    /// Every column that names a blob: what is not among them is swept.
    static let blobs = OutboxSchema.blobs + TicketSchema.blobs + ChannelSchema.blobs
}

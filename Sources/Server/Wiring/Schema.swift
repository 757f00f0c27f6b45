import Accounts
import Automation
import Channels
import Contacts
import Customisation
import Events
import Jobs
import Knowledge
import Outbox
import Search
import Storage
import Tickets

/// Every migration of the product.
enum Schema {
    static let migrations =
        StorageSchema.migrations + EventSchema.migrations + JobSchema.migrations + OutboxSchema.migrations + SearchSchema.migrations
        + CustomisationSchema.migrations + AccountSchema.migrations + ContactSchema.migrations + KnowledgeSchema.migrations
        + TicketSchema.migrations + AutomationSchema.migrations + ChannelSchema.migrations
}

// Made by embed.sh; do not edit.
#include "CPublic.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_0[] = {
#embed "../../Public/chevron.svg" suffix(, 0) if_empty(0)
};
static const unsigned char file_1[] = {
#embed "../../Public/css/base.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_2[] = {
#embed "../../Public/css/components/button.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_3[] = {
#embed "../../Public/css/components/callout.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_4[] = {
#embed "../../Public/css/components/chart.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_5[] = {
#embed "../../Public/css/components/composer.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_6[] = {
#embed "../../Public/css/components/dialog.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_7[] = {
#embed "../../Public/css/components/empty.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_8[] = {
#embed "../../Public/css/components/field.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_9[] = {
#embed "../../Public/css/components/icon.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_10[] = {
#embed "../../Public/css/components/marks.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_11[] = {
#embed "../../Public/css/components/menu.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_12[] = {
#embed "../../Public/css/components/rows.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_13[] = {
#embed "../../Public/css/components/table.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_14[] = {
#embed "../../Public/css/components/tabs.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_15[] = {
#embed "../../Public/css/components/thread.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_16[] = {
#embed "../../Public/css/components/toast.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_17[] = {
#embed "../../Public/css/components/words.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_18[] = {
#embed "../../Public/css/pages/door.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_19[] = {
#embed "../../Public/css/pages/message.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_20[] = {
#embed "../../Public/css/pages/portal.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_21[] = {
#embed "../../Public/css/pages/records.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_22[] = {
#embed "../../Public/css/pages/report.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_23[] = {
#embed "../../Public/css/pages/settings.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_24[] = {
#embed "../../Public/css/pages/verbs.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_25[] = {
#embed "../../Public/css/pages/workspace.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_26[] = {
#embed "../../Public/css/tokens.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_27[] = {
#embed "../../Public/icon.svg" suffix(, 0) if_empty(0)
};
static const unsigned char file_28[] = {
#embed "../../Public/icons.svg" suffix(, 0) if_empty(0)
};
static const unsigned char file_29[] = {
#embed "../../Public/js/ask.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_30[] = {
#embed "../../Public/js/composer.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_31[] = {
#embed "../../Public/js/dialogs.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_32[] = {
#embed "../../Public/js/drafts.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_33[] = {
#embed "../../Public/js/insert.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_34[] = {
#embed "../../Public/js/keys.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_35[] = {
#embed "../../Public/js/lists.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_36[] = {
#embed "../../Public/js/live.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_37[] = {
#embed "../../Public/js/main.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_38[] = {
#embed "../../Public/js/page.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_39[] = {
#embed "../../Public/js/palette.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_40[] = {
#embed "../../Public/js/pick.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_41[] = {
#embed "../../Public/js/presence.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_42[] = {
#embed "../../Public/js/swap.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_43[] = {
#embed "../../Public/js/time.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_44[] = {
#embed "../../Public/js/visit.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_45[] = {
#embed "../../Sources/Languages/Texts/en/accounts.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_46[] = {
#embed "../../Sources/Languages/Texts/en/api.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_47[] = {
#embed "../../Sources/Languages/Texts/en/backup.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_48[] = {
#embed "../../Sources/Languages/Texts/en/common.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_49[] = {
#embed "../../Sources/Languages/Texts/en/composer.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_50[] = {
#embed "../../Sources/Languages/Texts/en/contactpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_51[] = {
#embed "../../Sources/Languages/Texts/en/contacts.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_52[] = {
#embed "../../Sources/Languages/Texts/en/date.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_53[] = {
#embed "../../Sources/Languages/Texts/en/errors.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_54[] = {
#embed "../../Sources/Languages/Texts/en/forms.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_55[] = {
#embed "../../Sources/Languages/Texts/en/gate.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_56[] = {
#embed "../../Sources/Languages/Texts/en/history.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_57[] = {
#embed "../../Sources/Languages/Texts/en/js.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_58[] = {
#embed "../../Sources/Languages/Texts/en/knowledge.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_59[] = {
#embed "../../Sources/Languages/Texts/en/knowledgepage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_60[] = {
#embed "../../Sources/Languages/Texts/en/layout.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_61[] = {
#embed "../../Sources/Languages/Texts/en/lists.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_62[] = {
#embed "../../Sources/Languages/Texts/en/mail-message.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_63[] = {
#embed "../../Sources/Languages/Texts/en/mailpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_64[] = {
#embed "../../Sources/Languages/Texts/en/markup.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_65[] = {
#embed "../../Sources/Languages/Texts/en/move.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_66[] = {
#embed "../../Sources/Languages/Texts/en/newticket.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_67[] = {
#embed "../../Sources/Languages/Texts/en/nouns.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_68[] = {
#embed "../../Sources/Languages/Texts/en/outboxpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_69[] = {
#embed "../../Sources/Languages/Texts/en/play.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_70[] = {
#embed "../../Sources/Languages/Texts/en/portal.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_71[] = {
#embed "../../Sources/Languages/Texts/en/questionpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_72[] = {
#embed "../../Sources/Languages/Texts/en/questions.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_73[] = {
#embed "../../Sources/Languages/Texts/en/receipt.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_74[] = {
#embed "../../Sources/Languages/Texts/en/search.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_75[] = {
#embed "../../Sources/Languages/Texts/en/searchpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_76[] = {
#embed "../../Sources/Languages/Texts/en/server.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_77[] = {
#embed "../../Sources/Languages/Texts/en/settings.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_78[] = {
#embed "../../Sources/Languages/Texts/en/signin.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_79[] = {
#embed "../../Sources/Languages/Texts/en/smtp.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_80[] = {
#embed "../../Sources/Languages/Texts/en/steps.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_81[] = {
#embed "../../Sources/Languages/Texts/en/storage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_82[] = {
#embed "../../Sources/Languages/Texts/en/ticketpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_83[] = {
#embed "../../Sources/Languages/Texts/en/tickets.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_84[] = {
#embed "../../Sources/Languages/Texts/en/why.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_85[] = {
#embed "../../Sources/Languages/Texts/es/accounts.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_86[] = {
#embed "../../Sources/Languages/Texts/es/api.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_87[] = {
#embed "../../Sources/Languages/Texts/es/backup.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_88[] = {
#embed "../../Sources/Languages/Texts/es/common.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_89[] = {
#embed "../../Sources/Languages/Texts/es/composer.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_90[] = {
#embed "../../Sources/Languages/Texts/es/contactpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_91[] = {
#embed "../../Sources/Languages/Texts/es/contacts.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_92[] = {
#embed "../../Sources/Languages/Texts/es/date.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_93[] = {
#embed "../../Sources/Languages/Texts/es/errors.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_94[] = {
#embed "../../Sources/Languages/Texts/es/forms.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_95[] = {
#embed "../../Sources/Languages/Texts/es/gate.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_96[] = {
#embed "../../Sources/Languages/Texts/es/history.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_97[] = {
#embed "../../Sources/Languages/Texts/es/js.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_98[] = {
#embed "../../Sources/Languages/Texts/es/knowledge.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_99[] = {
#embed "../../Sources/Languages/Texts/es/knowledgepage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_100[] = {
#embed "../../Sources/Languages/Texts/es/layout.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_101[] = {
#embed "../../Sources/Languages/Texts/es/lists.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_102[] = {
#embed "../../Sources/Languages/Texts/es/mail-message.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_103[] = {
#embed "../../Sources/Languages/Texts/es/mailpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_104[] = {
#embed "../../Sources/Languages/Texts/es/markup.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_105[] = {
#embed "../../Sources/Languages/Texts/es/move.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_106[] = {
#embed "../../Sources/Languages/Texts/es/newticket.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_107[] = {
#embed "../../Sources/Languages/Texts/es/nouns.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_108[] = {
#embed "../../Sources/Languages/Texts/es/outboxpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_109[] = {
#embed "../../Sources/Languages/Texts/es/play.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_110[] = {
#embed "../../Sources/Languages/Texts/es/portal.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_111[] = {
#embed "../../Sources/Languages/Texts/es/questionpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_112[] = {
#embed "../../Sources/Languages/Texts/es/questions.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_113[] = {
#embed "../../Sources/Languages/Texts/es/receipt.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_114[] = {
#embed "../../Sources/Languages/Texts/es/search.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_115[] = {
#embed "../../Sources/Languages/Texts/es/searchpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_116[] = {
#embed "../../Sources/Languages/Texts/es/server.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_117[] = {
#embed "../../Sources/Languages/Texts/es/settings.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_118[] = {
#embed "../../Sources/Languages/Texts/es/signin.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_119[] = {
#embed "../../Sources/Languages/Texts/es/smtp.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_120[] = {
#embed "../../Sources/Languages/Texts/es/steps.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_121[] = {
#embed "../../Sources/Languages/Texts/es/storage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_122[] = {
#embed "../../Sources/Languages/Texts/es/ticketpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_123[] = {
#embed "../../Sources/Languages/Texts/es/tickets.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_124[] = {
#embed "../../Sources/Languages/Texts/es/why.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_125[] = {
#embed "../../Sources/Languages/Texts/pt/accounts.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_126[] = {
#embed "../../Sources/Languages/Texts/pt/api.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_127[] = {
#embed "../../Sources/Languages/Texts/pt/backup.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_128[] = {
#embed "../../Sources/Languages/Texts/pt/common.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_129[] = {
#embed "../../Sources/Languages/Texts/pt/composer.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_130[] = {
#embed "../../Sources/Languages/Texts/pt/contactpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_131[] = {
#embed "../../Sources/Languages/Texts/pt/contacts.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_132[] = {
#embed "../../Sources/Languages/Texts/pt/date.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_133[] = {
#embed "../../Sources/Languages/Texts/pt/errors.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_134[] = {
#embed "../../Sources/Languages/Texts/pt/forms.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_135[] = {
#embed "../../Sources/Languages/Texts/pt/gate.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_136[] = {
#embed "../../Sources/Languages/Texts/pt/history.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_137[] = {
#embed "../../Sources/Languages/Texts/pt/js.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_138[] = {
#embed "../../Sources/Languages/Texts/pt/knowledge.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_139[] = {
#embed "../../Sources/Languages/Texts/pt/knowledgepage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_140[] = {
#embed "../../Sources/Languages/Texts/pt/layout.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_141[] = {
#embed "../../Sources/Languages/Texts/pt/lists.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_142[] = {
#embed "../../Sources/Languages/Texts/pt/mail-message.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_143[] = {
#embed "../../Sources/Languages/Texts/pt/mailpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_144[] = {
#embed "../../Sources/Languages/Texts/pt/markup.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_145[] = {
#embed "../../Sources/Languages/Texts/pt/move.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_146[] = {
#embed "../../Sources/Languages/Texts/pt/newticket.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_147[] = {
#embed "../../Sources/Languages/Texts/pt/nouns.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_148[] = {
#embed "../../Sources/Languages/Texts/pt/outboxpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_149[] = {
#embed "../../Sources/Languages/Texts/pt/play.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_150[] = {
#embed "../../Sources/Languages/Texts/pt/portal.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_151[] = {
#embed "../../Sources/Languages/Texts/pt/questionpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_152[] = {
#embed "../../Sources/Languages/Texts/pt/questions.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_153[] = {
#embed "../../Sources/Languages/Texts/pt/receipt.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_154[] = {
#embed "../../Sources/Languages/Texts/pt/search.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_155[] = {
#embed "../../Sources/Languages/Texts/pt/searchpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_156[] = {
#embed "../../Sources/Languages/Texts/pt/server.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_157[] = {
#embed "../../Sources/Languages/Texts/pt/settings.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_158[] = {
#embed "../../Sources/Languages/Texts/pt/signin.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_159[] = {
#embed "../../Sources/Languages/Texts/pt/smtp.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_160[] = {
#embed "../../Sources/Languages/Texts/pt/steps.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_161[] = {
#embed "../../Sources/Languages/Texts/pt/storage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_162[] = {
#embed "../../Sources/Languages/Texts/pt/ticketpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_163[] = {
#embed "../../Sources/Languages/Texts/pt/tickets.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_164[] = {
#embed "../../Sources/Languages/Texts/pt/why.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_165[] = {
#embed "../../Sources/Languages/Texts/ro/accounts.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_166[] = {
#embed "../../Sources/Languages/Texts/ro/api.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_167[] = {
#embed "../../Sources/Languages/Texts/ro/backup.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_168[] = {
#embed "../../Sources/Languages/Texts/ro/common.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_169[] = {
#embed "../../Sources/Languages/Texts/ro/composer.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_170[] = {
#embed "../../Sources/Languages/Texts/ro/contactpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_171[] = {
#embed "../../Sources/Languages/Texts/ro/contacts.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_172[] = {
#embed "../../Sources/Languages/Texts/ro/date.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_173[] = {
#embed "../../Sources/Languages/Texts/ro/errors.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_174[] = {
#embed "../../Sources/Languages/Texts/ro/forms.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_175[] = {
#embed "../../Sources/Languages/Texts/ro/gate.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_176[] = {
#embed "../../Sources/Languages/Texts/ro/history.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_177[] = {
#embed "../../Sources/Languages/Texts/ro/js.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_178[] = {
#embed "../../Sources/Languages/Texts/ro/knowledge.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_179[] = {
#embed "../../Sources/Languages/Texts/ro/knowledgepage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_180[] = {
#embed "../../Sources/Languages/Texts/ro/layout.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_181[] = {
#embed "../../Sources/Languages/Texts/ro/lists.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_182[] = {
#embed "../../Sources/Languages/Texts/ro/mail-message.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_183[] = {
#embed "../../Sources/Languages/Texts/ro/mailpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_184[] = {
#embed "../../Sources/Languages/Texts/ro/markup.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_185[] = {
#embed "../../Sources/Languages/Texts/ro/move.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_186[] = {
#embed "../../Sources/Languages/Texts/ro/newticket.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_187[] = {
#embed "../../Sources/Languages/Texts/ro/nouns.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_188[] = {
#embed "../../Sources/Languages/Texts/ro/outboxpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_189[] = {
#embed "../../Sources/Languages/Texts/ro/play.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_190[] = {
#embed "../../Sources/Languages/Texts/ro/portal.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_191[] = {
#embed "../../Sources/Languages/Texts/ro/questionpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_192[] = {
#embed "../../Sources/Languages/Texts/ro/questions.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_193[] = {
#embed "../../Sources/Languages/Texts/ro/receipt.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_194[] = {
#embed "../../Sources/Languages/Texts/ro/search.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_195[] = {
#embed "../../Sources/Languages/Texts/ro/searchpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_196[] = {
#embed "../../Sources/Languages/Texts/ro/server.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_197[] = {
#embed "../../Sources/Languages/Texts/ro/settings.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_198[] = {
#embed "../../Sources/Languages/Texts/ro/signin.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_199[] = {
#embed "../../Sources/Languages/Texts/ro/smtp.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_200[] = {
#embed "../../Sources/Languages/Texts/ro/steps.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_201[] = {
#embed "../../Sources/Languages/Texts/ro/storage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_202[] = {
#embed "../../Sources/Languages/Texts/ro/ticketpage.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_203[] = {
#embed "../../Sources/Languages/Texts/ro/tickets.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_204[] = {
#embed "../../Sources/Languages/Texts/ro/why.json" suffix(, 0) if_empty(0)
};

static const EmbeddedFileEntry entries[] = {
    {"Public/chevron.svg", file_0, sizeof file_0 - 1},
    {"Public/css/base.css", file_1, sizeof file_1 - 1},
    {"Public/css/components/button.css", file_2, sizeof file_2 - 1},
    {"Public/css/components/callout.css", file_3, sizeof file_3 - 1},
    {"Public/css/components/chart.css", file_4, sizeof file_4 - 1},
    {"Public/css/components/composer.css", file_5, sizeof file_5 - 1},
    {"Public/css/components/dialog.css", file_6, sizeof file_6 - 1},
    {"Public/css/components/empty.css", file_7, sizeof file_7 - 1},
    {"Public/css/components/field.css", file_8, sizeof file_8 - 1},
    {"Public/css/components/icon.css", file_9, sizeof file_9 - 1},
    {"Public/css/components/marks.css", file_10, sizeof file_10 - 1},
    {"Public/css/components/menu.css", file_11, sizeof file_11 - 1},
    {"Public/css/components/rows.css", file_12, sizeof file_12 - 1},
    {"Public/css/components/table.css", file_13, sizeof file_13 - 1},
    {"Public/css/components/tabs.css", file_14, sizeof file_14 - 1},
    {"Public/css/components/thread.css", file_15, sizeof file_15 - 1},
    {"Public/css/components/toast.css", file_16, sizeof file_16 - 1},
    {"Public/css/components/words.css", file_17, sizeof file_17 - 1},
    {"Public/css/pages/door.css", file_18, sizeof file_18 - 1},
    {"Public/css/pages/message.css", file_19, sizeof file_19 - 1},
    {"Public/css/pages/portal.css", file_20, sizeof file_20 - 1},
    {"Public/css/pages/records.css", file_21, sizeof file_21 - 1},
    {"Public/css/pages/report.css", file_22, sizeof file_22 - 1},
    {"Public/css/pages/settings.css", file_23, sizeof file_23 - 1},
    {"Public/css/pages/verbs.css", file_24, sizeof file_24 - 1},
    {"Public/css/pages/workspace.css", file_25, sizeof file_25 - 1},
    {"Public/css/tokens.css", file_26, sizeof file_26 - 1},
    {"Public/icon.svg", file_27, sizeof file_27 - 1},
    {"Public/icons.svg", file_28, sizeof file_28 - 1},
    {"Public/js/ask.js", file_29, sizeof file_29 - 1},
    {"Public/js/composer.js", file_30, sizeof file_30 - 1},
    {"Public/js/dialogs.js", file_31, sizeof file_31 - 1},
    {"Public/js/drafts.js", file_32, sizeof file_32 - 1},
    {"Public/js/insert.js", file_33, sizeof file_33 - 1},
    {"Public/js/keys.js", file_34, sizeof file_34 - 1},
    {"Public/js/lists.js", file_35, sizeof file_35 - 1},
    {"Public/js/live.js", file_36, sizeof file_36 - 1},
    {"Public/js/main.js", file_37, sizeof file_37 - 1},
    {"Public/js/page.js", file_38, sizeof file_38 - 1},
    {"Public/js/palette.js", file_39, sizeof file_39 - 1},
    {"Public/js/pick.js", file_40, sizeof file_40 - 1},
    {"Public/js/presence.js", file_41, sizeof file_41 - 1},
    {"Public/js/swap.js", file_42, sizeof file_42 - 1},
    {"Public/js/time.js", file_43, sizeof file_43 - 1},
    {"Public/js/visit.js", file_44, sizeof file_44 - 1},
    {"Texts/en/accounts.json", file_45, sizeof file_45 - 1},
    {"Texts/en/api.json", file_46, sizeof file_46 - 1},
    {"Texts/en/backup.json", file_47, sizeof file_47 - 1},
    {"Texts/en/common.json", file_48, sizeof file_48 - 1},
    {"Texts/en/composer.json", file_49, sizeof file_49 - 1},
    {"Texts/en/contactpage.json", file_50, sizeof file_50 - 1},
    {"Texts/en/contacts.json", file_51, sizeof file_51 - 1},
    {"Texts/en/date.json", file_52, sizeof file_52 - 1},
    {"Texts/en/errors.json", file_53, sizeof file_53 - 1},
    {"Texts/en/forms.json", file_54, sizeof file_54 - 1},
    {"Texts/en/gate.json", file_55, sizeof file_55 - 1},
    {"Texts/en/history.json", file_56, sizeof file_56 - 1},
    {"Texts/en/js.json", file_57, sizeof file_57 - 1},
    {"Texts/en/knowledge.json", file_58, sizeof file_58 - 1},
    {"Texts/en/knowledgepage.json", file_59, sizeof file_59 - 1},
    {"Texts/en/layout.json", file_60, sizeof file_60 - 1},
    {"Texts/en/lists.json", file_61, sizeof file_61 - 1},
    {"Texts/en/mail-message.json", file_62, sizeof file_62 - 1},
    {"Texts/en/mailpage.json", file_63, sizeof file_63 - 1},
    {"Texts/en/markup.json", file_64, sizeof file_64 - 1},
    {"Texts/en/move.json", file_65, sizeof file_65 - 1},
    {"Texts/en/newticket.json", file_66, sizeof file_66 - 1},
    {"Texts/en/nouns.json", file_67, sizeof file_67 - 1},
    {"Texts/en/outboxpage.json", file_68, sizeof file_68 - 1},
    {"Texts/en/play.json", file_69, sizeof file_69 - 1},
    {"Texts/en/portal.json", file_70, sizeof file_70 - 1},
    {"Texts/en/questionpage.json", file_71, sizeof file_71 - 1},
    {"Texts/en/questions.json", file_72, sizeof file_72 - 1},
    {"Texts/en/receipt.json", file_73, sizeof file_73 - 1},
    {"Texts/en/search.json", file_74, sizeof file_74 - 1},
    {"Texts/en/searchpage.json", file_75, sizeof file_75 - 1},
    {"Texts/en/server.json", file_76, sizeof file_76 - 1},
    {"Texts/en/settings.json", file_77, sizeof file_77 - 1},
    {"Texts/en/signin.json", file_78, sizeof file_78 - 1},
    {"Texts/en/smtp.json", file_79, sizeof file_79 - 1},
    {"Texts/en/steps.json", file_80, sizeof file_80 - 1},
    {"Texts/en/storage.json", file_81, sizeof file_81 - 1},
    {"Texts/en/ticketpage.json", file_82, sizeof file_82 - 1},
    {"Texts/en/tickets.json", file_83, sizeof file_83 - 1},
    {"Texts/en/why.json", file_84, sizeof file_84 - 1},
    {"Texts/es/accounts.json", file_85, sizeof file_85 - 1},
    {"Texts/es/api.json", file_86, sizeof file_86 - 1},
    {"Texts/es/backup.json", file_87, sizeof file_87 - 1},
    {"Texts/es/common.json", file_88, sizeof file_88 - 1},
    {"Texts/es/composer.json", file_89, sizeof file_89 - 1},
    {"Texts/es/contactpage.json", file_90, sizeof file_90 - 1},
    {"Texts/es/contacts.json", file_91, sizeof file_91 - 1},
    {"Texts/es/date.json", file_92, sizeof file_92 - 1},
    {"Texts/es/errors.json", file_93, sizeof file_93 - 1},
    {"Texts/es/forms.json", file_94, sizeof file_94 - 1},
    {"Texts/es/gate.json", file_95, sizeof file_95 - 1},
    {"Texts/es/history.json", file_96, sizeof file_96 - 1},
    {"Texts/es/js.json", file_97, sizeof file_97 - 1},
    {"Texts/es/knowledge.json", file_98, sizeof file_98 - 1},
    {"Texts/es/knowledgepage.json", file_99, sizeof file_99 - 1},
    {"Texts/es/layout.json", file_100, sizeof file_100 - 1},
    {"Texts/es/lists.json", file_101, sizeof file_101 - 1},
    {"Texts/es/mail-message.json", file_102, sizeof file_102 - 1},
    {"Texts/es/mailpage.json", file_103, sizeof file_103 - 1},
    {"Texts/es/markup.json", file_104, sizeof file_104 - 1},
    {"Texts/es/move.json", file_105, sizeof file_105 - 1},
    {"Texts/es/newticket.json", file_106, sizeof file_106 - 1},
    {"Texts/es/nouns.json", file_107, sizeof file_107 - 1},
    {"Texts/es/outboxpage.json", file_108, sizeof file_108 - 1},
    {"Texts/es/play.json", file_109, sizeof file_109 - 1},
    {"Texts/es/portal.json", file_110, sizeof file_110 - 1},
    {"Texts/es/questionpage.json", file_111, sizeof file_111 - 1},
    {"Texts/es/questions.json", file_112, sizeof file_112 - 1},
    {"Texts/es/receipt.json", file_113, sizeof file_113 - 1},
    {"Texts/es/search.json", file_114, sizeof file_114 - 1},
    {"Texts/es/searchpage.json", file_115, sizeof file_115 - 1},
    {"Texts/es/server.json", file_116, sizeof file_116 - 1},
    {"Texts/es/settings.json", file_117, sizeof file_117 - 1},
    {"Texts/es/signin.json", file_118, sizeof file_118 - 1},
    {"Texts/es/smtp.json", file_119, sizeof file_119 - 1},
    {"Texts/es/steps.json", file_120, sizeof file_120 - 1},
    {"Texts/es/storage.json", file_121, sizeof file_121 - 1},
    {"Texts/es/ticketpage.json", file_122, sizeof file_122 - 1},
    {"Texts/es/tickets.json", file_123, sizeof file_123 - 1},
    {"Texts/es/why.json", file_124, sizeof file_124 - 1},
    {"Texts/pt/accounts.json", file_125, sizeof file_125 - 1},
    {"Texts/pt/api.json", file_126, sizeof file_126 - 1},
    {"Texts/pt/backup.json", file_127, sizeof file_127 - 1},
    {"Texts/pt/common.json", file_128, sizeof file_128 - 1},
    {"Texts/pt/composer.json", file_129, sizeof file_129 - 1},
    {"Texts/pt/contactpage.json", file_130, sizeof file_130 - 1},
    {"Texts/pt/contacts.json", file_131, sizeof file_131 - 1},
    {"Texts/pt/date.json", file_132, sizeof file_132 - 1},
    {"Texts/pt/errors.json", file_133, sizeof file_133 - 1},
    {"Texts/pt/forms.json", file_134, sizeof file_134 - 1},
    {"Texts/pt/gate.json", file_135, sizeof file_135 - 1},
    {"Texts/pt/history.json", file_136, sizeof file_136 - 1},
    {"Texts/pt/js.json", file_137, sizeof file_137 - 1},
    {"Texts/pt/knowledge.json", file_138, sizeof file_138 - 1},
    {"Texts/pt/knowledgepage.json", file_139, sizeof file_139 - 1},
    {"Texts/pt/layout.json", file_140, sizeof file_140 - 1},
    {"Texts/pt/lists.json", file_141, sizeof file_141 - 1},
    {"Texts/pt/mail-message.json", file_142, sizeof file_142 - 1},
    {"Texts/pt/mailpage.json", file_143, sizeof file_143 - 1},
    {"Texts/pt/markup.json", file_144, sizeof file_144 - 1},
    {"Texts/pt/move.json", file_145, sizeof file_145 - 1},
    {"Texts/pt/newticket.json", file_146, sizeof file_146 - 1},
    {"Texts/pt/nouns.json", file_147, sizeof file_147 - 1},
    {"Texts/pt/outboxpage.json", file_148, sizeof file_148 - 1},
    {"Texts/pt/play.json", file_149, sizeof file_149 - 1},
    {"Texts/pt/portal.json", file_150, sizeof file_150 - 1},
    {"Texts/pt/questionpage.json", file_151, sizeof file_151 - 1},
    {"Texts/pt/questions.json", file_152, sizeof file_152 - 1},
    {"Texts/pt/receipt.json", file_153, sizeof file_153 - 1},
    {"Texts/pt/search.json", file_154, sizeof file_154 - 1},
    {"Texts/pt/searchpage.json", file_155, sizeof file_155 - 1},
    {"Texts/pt/server.json", file_156, sizeof file_156 - 1},
    {"Texts/pt/settings.json", file_157, sizeof file_157 - 1},
    {"Texts/pt/signin.json", file_158, sizeof file_158 - 1},
    {"Texts/pt/smtp.json", file_159, sizeof file_159 - 1},
    {"Texts/pt/steps.json", file_160, sizeof file_160 - 1},
    {"Texts/pt/storage.json", file_161, sizeof file_161 - 1},
    {"Texts/pt/ticketpage.json", file_162, sizeof file_162 - 1},
    {"Texts/pt/tickets.json", file_163, sizeof file_163 - 1},
    {"Texts/pt/why.json", file_164, sizeof file_164 - 1},
    {"Texts/ro/accounts.json", file_165, sizeof file_165 - 1},
    {"Texts/ro/api.json", file_166, sizeof file_166 - 1},
    {"Texts/ro/backup.json", file_167, sizeof file_167 - 1},
    {"Texts/ro/common.json", file_168, sizeof file_168 - 1},
    {"Texts/ro/composer.json", file_169, sizeof file_169 - 1},
    {"Texts/ro/contactpage.json", file_170, sizeof file_170 - 1},
    {"Texts/ro/contacts.json", file_171, sizeof file_171 - 1},
    {"Texts/ro/date.json", file_172, sizeof file_172 - 1},
    {"Texts/ro/errors.json", file_173, sizeof file_173 - 1},
    {"Texts/ro/forms.json", file_174, sizeof file_174 - 1},
    {"Texts/ro/gate.json", file_175, sizeof file_175 - 1},
    {"Texts/ro/history.json", file_176, sizeof file_176 - 1},
    {"Texts/ro/js.json", file_177, sizeof file_177 - 1},
    {"Texts/ro/knowledge.json", file_178, sizeof file_178 - 1},
    {"Texts/ro/knowledgepage.json", file_179, sizeof file_179 - 1},
    {"Texts/ro/layout.json", file_180, sizeof file_180 - 1},
    {"Texts/ro/lists.json", file_181, sizeof file_181 - 1},
    {"Texts/ro/mail-message.json", file_182, sizeof file_182 - 1},
    {"Texts/ro/mailpage.json", file_183, sizeof file_183 - 1},
    {"Texts/ro/markup.json", file_184, sizeof file_184 - 1},
    {"Texts/ro/move.json", file_185, sizeof file_185 - 1},
    {"Texts/ro/newticket.json", file_186, sizeof file_186 - 1},
    {"Texts/ro/nouns.json", file_187, sizeof file_187 - 1},
    {"Texts/ro/outboxpage.json", file_188, sizeof file_188 - 1},
    {"Texts/ro/play.json", file_189, sizeof file_189 - 1},
    {"Texts/ro/portal.json", file_190, sizeof file_190 - 1},
    {"Texts/ro/questionpage.json", file_191, sizeof file_191 - 1},
    {"Texts/ro/questions.json", file_192, sizeof file_192 - 1},
    {"Texts/ro/receipt.json", file_193, sizeof file_193 - 1},
    {"Texts/ro/search.json", file_194, sizeof file_194 - 1},
    {"Texts/ro/searchpage.json", file_195, sizeof file_195 - 1},
    {"Texts/ro/server.json", file_196, sizeof file_196 - 1},
    {"Texts/ro/settings.json", file_197, sizeof file_197 - 1},
    {"Texts/ro/signin.json", file_198, sizeof file_198 - 1},
    {"Texts/ro/smtp.json", file_199, sizeof file_199 - 1},
    {"Texts/ro/steps.json", file_200, sizeof file_200 - 1},
    {"Texts/ro/storage.json", file_201, sizeof file_201 - 1},
    {"Texts/ro/ticketpage.json", file_202, sizeof file_202 - 1},
    {"Texts/ro/tickets.json", file_203, sizeof file_203 - 1},
    {"Texts/ro/why.json", file_204, sizeof file_204 - 1},
};

const EmbeddedFileEntry *embedded_files(size_t *count) {
    *count = sizeof entries / sizeof entries[0];
    return entries;
}

#include "cli/commands.h"

namespace callwidgets::admin {

std::span<const Command> commands() {
  static const Command table[] = {
      {"migrate",
       "migrate\n      creates or upgrades the tables, and makes the caller key; safe to repeat",
       migrate},
      {"account",
       "account add NAME [--time-zone ZONE] [--region CC] | list | rename NAME NEW\n"
       "  account time-zone NAME ZONE\n"
       "      an account has an IANA time zone (UTC unless given) and, for national numbers, a "
       "country",
       account},
      {"customer",
       "customer add ID [--name NAME] [--custnr NUMBER] | list | rename ID NAME   [--account "
       "NAME]\n"
       "  customer merge ID INTO [--dry-run] | remove ID [--with-calls] [--dry-run]\n"
       "      customers of an account; an import creates those that it meets. `merge` makes all of "
       "one's calls\n"
       "      another's, and later ones too; `remove` takes away one without calls, or with all of "
       "them",
       customer},
      {"caller",
       "caller erase NUMBER [--calls go|nobody] [--dry-run] [--account NAME]\n"
       "      removes all calls of a caller (`go`, unless said otherwise), or keeps them without "
       "him (`nobody`);\n"
       "      the same records bring neither back",
       caller},
      {"login",
       "login add NAME [--account NAME] [--customer ID]… | list | remove NAME\n"
       "      which customers (all unless named) somebody sees whom the web server lets in by that "
       "name",
       login},
      {"token",
       "token add LABEL [--account NAME] [--customer ID]… [--expires DAY|never] | list | revoke "
       "ID\n"
       "      tokens for `Authorization: Bearer`; a new one is printed this once, and good for a "
       "year unless said\n"
       "      otherwise",
       token},
      {"key",
       "key add LABEL [--account NAME] [--customer ID]… [--algorithm HS256|ES256] [--public-key "
       "FILE]\n"
       "  key list | revoke ID\n"
       "      keys that sign short-lived tokens (JWT): a secret, made and printed this once "
       "(HS256), "
       "or the\n"
       "      public key in a file (`-`: standard input; ES256)",
       key},
      {"number",
       "number add NUMBER --customer ID [--attribution NAME] [--from DAY] [--to DAY]\n"
       "  number remove NUMBER [--from DAY] | list | import FILE | export   [--dry-run] [--account "
       "NAME]\n"
       "  number missing [--days N]\n"
       "      whose calls come in by which of the business's numbers (with * behind it: all that "
       "begin so),\n"
       "      also of calls that are in already; --dry-run only says how many. `missing`: numbers "
       "that "
       "were called and\n      that no mapping names",
       number},
      {"import",
       "import [--format csv|json] [--rejects FILE] [--bulk yes|no] [--account NAME] FILE…\n"
       "  import --url URL [--login FILE] [--auth digest|basic|none] [--attempts N] …\n"
       "      reads call records (`-`: standard input); status 3 when some were rejected. An "
       "account's first\n"
       "      calls, where they are many, go in by a faster path. From a URL it takes all pages of "
       "a\n"
       "      call-record resource, or none; the login is USER:PASSWORD in a file, or in "
       "CALLWIDGETS_LOGIN",
       import},
      {"source",
       "source add NAME --kind KIND (--database URL | --file FILE…) [--table T] [--zone ZONE] "
       "[--trunks LIST]\n"
       "      [--customer ID] [--cel LOG] [--queue-log LOG] [--set NAME=VALUE]… [--dry-run] "
       "[--account NAME]\n"
       "  source list | show NAME | test NAME | remove NAME | kinds | kind NAME\n"
       "      call tables and files of telephone systems: what is read, and what is understood of "
       "it",
       source},
      {"sync",
       "sync NAME [--watch] [--full DAY..DAY] [--accept-removals] [--dry-run] [--account NAME]\n"
       "      brings the calls of a source to what it has now; status 3 when rows could not be "
       "read, 4 when\n"
       "      removals wait for --accept-removals",
       sync},
      {"explain",
       "explain CALL [--source NAME] [--day DAY] [--json]\n"
       "  explain --customer ID --day DAY [--missed] [--source NAME] [--json] [--account NAME]\n"
       "      why a call of a source counts as it does: its legs, and what the rules say of each",
       explain},
      {"reconcile",
       "reconcile NAME --day DAY [--against FILE] [--account NAME]\n"
       "      the calls of a day beside what other reports count of the same rows, and each "
       "difference",
       reconcile},
      {"rebuild",
       "rebuild [--account NAME]\n"
       "      builds the figures anew from the calls, while answers and imports go on",
       rebuild},
      {"verify",
       "verify [--from DAY] [--to DAY] [--customer ID] [--repair yes] [--account NAME]\n"
       "      counts everything again from the calls and names each difference; status 1 if there "
       "was one",
       verify},
      {"purge",
       "purge --before DAY --figures go|stay [--account NAME]\n"
       "      removes the calls before a day for good, and with `go` what was counted of them too; "
       "none is\n"
       "      taken again",
       purge},
      {"stats",
       "stats [--account NAME]\n"
       "      how large calls, figures and callers' days are, and what was imported last",
       stats},
      {"query",
       "query TYPE [--customer ID] [--from DAY] [--to DAY] [--datasources LIST] [--read "
       "figures|calls]\n"
       "      [--account NAME]\n"
       "      prints exactly what the endpoint would send; `--read calls` computes it from the "
       "calls, slowly",
       query},
  };
  return table;
}

}  // namespace callwidgets::admin

package io.shardark.engine.mysql;

import java.util.ArrayList;
import java.util.List;

/**
 * The session variables that decide what is read, written, counted or shown. A session takes the server's defaults of
 * all of them, and {@code DEFAULT} in a SET would mean those again, so each gets a value here.
 */
final class PinnedVariables {
    /**
     * Dates that do not exist can be stored, and then be keys: without ALLOW_INVALID_DATES MySQL refuses to compare
     * with them (error 1525).
     */
    static final String SQL_MODE = "ALLOW_INVALID_DATES";

    static final String NO_LIMIT = "18446744073709551615";

    private static final List<String> EVERYWHERE = List.of(
            "time_zone = '+00:00'",
            "sql_mode = '" + SQL_MODE + "'",
            "character_set_results = NULL",
            "sql_quote_show_create = 1",
            "sql_big_selects = 1",
            // A smaller one would hide tables, columns and objects, without a word.
            "sql_select_limit = " + NO_LIMIT,
            "max_sort_length = 1024",
            // Otherwise COMMIT may begin another transaction, or end the session.
            "completion_type = 0",
            "autocommit = 1",
            // Notes count as warnings: trailing spaces that are cut off are a note.
            "sql_notes = 1",
            "sql_auto_is_null = 0",
            "sql_safe_updates = 0",
            // A year. Sessions that said they are interactive have this from interactive_timeout, which counts no more
            // then.
            "wait_timeout = 31536000",
            "net_read_timeout = 600",
            // A week: readers are busy storing, or paused over a weekend. The driver could set it for each streamed
            // result, in two
            // statements more.
            "net_write_timeout = 604800",
            // Values are taken out of messages by what stands around them.
            "lc_messages = 'en_US'",
            // What expressions of generated columns yield depends on these.
            "lc_time_names = 'en_US'",
            "div_precision_increment = 4",
            "default_week_format = 0",
            "group_concat_max_len = 1048576");

    private static final List<String> MARIADB = List.of(
            "max_statement_time = 0",
            "system_versioning_asof = DEFAULT",
            "old_mode = 'UTF8_IS_UTF8MB3'",
            "character_set_collations = ''",
            "sql_if_exists = 0",
            "query_cache_type = 0",
            "max_error_count = 64",
            "note_verbosity = 'basic'",
            "block_encryption_mode = 'aes-128-ecb'");

    private static final List<String> MYSQL = List.of(
            "max_execution_time = 0",
            "information_schema_stats_expiry = 0",
            "show_gipk_in_create_table_and_information_schema = ON",
            "show_create_table_verbosity = 0",
            "show_create_table_skip_secondary_engine = 0",
            "show_old_temporals = 0",
            "default_collation_for_utf8mb4 = 'utf8mb4_0900_ai_ci'",
            "block_encryption_mode = 'aes-128-ecb'");

    private PinnedVariables() {}

    /** Assignments that every supported server takes. */
    static List<String> everywhere() {
        return EVERYWHERE;
    }

    /** Assignments of variables that not every version of the server's make has. */
    static List<String> where(ServerIdentity server) {
        return server.isMariaDb() ? MARIADB : MYSQL;
    }

    /** What is read back, expression and value in turn. */
    static List<List<String>> expected(ServerIdentity server, String encoding) {
        List<List<String>> expected = new ArrayList<>(List.of(
                List.of("@@session.time_zone", "+00:00"),
                List.of("@@session.sql_mode", SQL_MODE),
                List.of("@@session.character_set_results", "null"),
                List.of("@@session.sql_select_limit", NO_LIMIT),
                List.of("@@session.completion_type", "NO_CHAIN"),
                List.of("@@session.autocommit", "1"),
                List.of("@@session.sql_notes", "1"),
                List.of("@@session." + isolationVariable(server), "REPEATABLE-READ")));
        if (encoding.equals("UTF-8")) {
            expected.add(List.of("@@session.character_set_client", "utf8mb4"));
        }
        if (server.isMariaDb()) {
            expected.add(List.of("@@session.max_statement_time = 0", "1"));
        } else {
            expected.add(List.of("@@session.max_execution_time = 0", "1"));
        }
        return expected;
    }

    /** MariaDB before 11.1 knows only the old name. */
    private static String isolationVariable(ServerIdentity server) {
        return server.isMariaDb() ? "tx_isolation" : "transaction_isolation";
    }
}

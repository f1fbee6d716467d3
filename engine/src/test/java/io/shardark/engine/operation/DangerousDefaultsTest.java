package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.fidelity.FidelityDocument;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.operation.SessionTrapsTest.Expected;
import io.shardark.engine.operation.TrapServer.Essence;
import io.shardark.engine.topology.Instance;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.error.ShardarkException;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Defaults of a server that would hide rows, end transactions in their own way, or change texts and values. */
class DangerousDefaultsTest {
    /** Each group is set at once; what a server does not have is left out. */
    private static final List<List<String>> GROUPS = List.of(
            List.of(
                    "sql_select_limit = 1",
                    "max_join_size = 1",
                    "max_sort_length = 8",
                    "max_error_count = 0",
                    "group_concat_max_len = 4",
                    "net_write_timeout = 1",
                    "net_read_timeout = 1",
                    "lock_wait_timeout = 1",
                    "innodb_lock_wait_timeout = 1",
                    "max_execution_time = 60000",
                    "max_statement_time = 60",
                    "information_schema_stats_expiry = 86400",
                    "completion_type = 'CHAIN'"),
            List.of(
                    "completion_type = 'RELEASE'",
                    "autocommit = 0",
                    "transaction_isolation = 'READ-COMMITTED'",
                    "tx_isolation = 'READ-UNCOMMITTED'",
                    "transaction_read_only = ON",
                    "tx_read_only = ON",
                    "binlog_format = STATEMENT",
                    "sql_safe_updates = ON",
                    "sql_auto_is_null = ON",
                    "foreign_key_checks = OFF",
                    "unique_checks = OFF",
                    "low_priority_updates = ON",
                    "init_connect = 'START TRANSACTION'",
                    "session_track_transaction_info = 'CHARACTERISTICS'",
                    "query_cache_type = ON"),
            List.of(
                    "sql_quote_show_create = OFF",
                    "show_create_table_verbosity = ON",
                    "show_gipk_in_create_table_and_information_schema = OFF",
                    "sql_generate_invisible_primary_key = ON",
                    "sql_if_exists = ON",
                    "old_mode = 'NO_DUP_KEY_WARNINGS_WITH_IGNORE,ZERO_DATE_TIME_CAST'",
                    "note_verbosity = ''",
                    "character_set_collations = 'utf8mb4=utf8mb4_bin,latin1=latin1_bin,gbk=gbk_bin'",
                    "default_collation_for_utf8mb4 = utf8mb4_general_ci",
                    "lc_messages = 'ja_JP'",
                    "lc_time_names = 'tr_TR'",
                    "sql_notes = OFF",
                    "explicit_defaults_for_timestamp = OFF",
                    "innodb_strict_mode = OFF",
                    "default_storage_engine = MyISAM",
                    "default_week_format = 3",
                    "div_precision_increment = 9",
                    "block_encryption_mode = 'aes-256-cbc'",
                    "alter_algorithm = INSTANT",
                    "check_constraint_checks = OFF",
                    "system_versioning_asof = '2020-01-01 00:00:00'",
                    "restrict_fk_on_non_standard_key = ON"));

    /** What sessions may take from the server: it decides how fast, how far, or by which plan, but not what. */
    private static final Set<String> HARMLESS = Set.of(
            "max_join_size",
            "lock_wait_timeout",
            "innodb_lock_wait_timeout",
            "max_error_count",
            "binlog_format",
            "foreign_key_checks",
            "unique_checks",
            "low_priority_updates",
            "sql_low_priority_updates",
            "init_connect",
            "session_track_transaction_info",
            "sql_generate_invisible_primary_key",
            "explicit_defaults_for_timestamp",
            "innodb_strict_mode",
            "default_storage_engine",
            "storage_engine",
            "alter_algorithm",
            "check_constraint_checks",
            "restrict_fk_on_non_standard_key");

    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void theyChangeNothing(ServerFlavor flavor) throws Exception {
        try (TrapServer server = TrapServer.start(flavor, folder)) {
            Expected expected = SessionTrapsTest.prepare(server, flavor);
            Map<String, String> findings = new LinkedHashMap<>();
            for (List<String> group : GROUPS) {
                server.with(group, () -> {
                    BackupReader backup = server.backUp();
                    assertEquals(expected.essence(), Essence.of(backup), () -> "backup under " + group);
                    RestoreReport report = server.restore(backup, "copy_of_trap");
                    assertEquals(List.of(), differing(report), () -> "restored under " + group);
                });
                List<String> different = new ArrayList<>();
                SessionTrapsTest.compareCopy(server, expected, group, different);
                assertEquals(List.of(), different);
                for (String global : group) {
                    findings.put("`" + global + "`", server.has(global) ? "equal" : "not on this server");
                }
            }
            try (Session session = server.sessions().open(server.instance())) {
                FidelityDocument.ofProject()
                        .state(
                                "session traps",
                                "default of source and target",
                                FidelityDocument.column(session.server()),
                                findings);
            }
        }
    }

    private static List<String> differing(RestoreReport report) {
        return report.notes().stream()
                .filter(note -> note.contains("definition"))
                .toList();
    }

    /** Independent of what the test's data would show: no other variable of a session follows the server's. */
    @ParameterizedTest
    @MethodSource("flavors")
    void sessionsTakeNothingElseFromTheServer(ServerFlavor flavor) throws Exception {
        try (TrapServer server = TrapServer.start(flavor, folder)) {
            Map<String, String> usual = variables(server);
            Set<String> taken = new TreeSet<>();
            for (List<String> group : GROUPS) {
                server.with(group, () -> {
                    Map<String, String> found = variables(server);
                    found.forEach((name, value) -> {
                        if (!value.equals(usual.get(name))) {
                            taken.add(name);
                        }
                    });
                });
            }
            taken.removeAll(HARMLESS);
            taken.removeIf(name ->
                    name.matches("timestamp|statement_id|.*_seq_no|gtid_.*|pseudo_thread_id|rand_seed.|.*gtid.*"));
            assertEquals(Set.of(), taken);
        }
    }

    private static Map<String, String> variables(TrapServer server) {
        Map<String, String> variables = new TreeMap<>();
        try (Session session = server.sessions().open(server.instance())) {
            session.query("SHOW SESSION VARIABLES", row -> List.of(row.getString(1), String.valueOf(row.getString(2))))
                    .forEach(variable -> variables.put(variable.get(0), variable.get(1)));
        }
        return variables;
    }

    /** A user who may not change what the server decides is told so before anything is written. */
    @ParameterizedTest
    @MethodSource("flavors")
    void whatAUserMayNotChangeIsRefused(ServerFlavor flavor) throws Exception {
        Map<String, String> refusals = flavor == ServerFlavor.MARIADB
                ? Map.of("binlog_format = STATEMENT", "BINLOG ADMIN", "read_only = ON", "read-only")
                : Map.of(
                        "binlog_format = STATEMENT", "SESSION_VARIABLES_ADMIN",
                        "sql_generate_invisible_primary_key = ON", "table t_plain",
                        "sql_require_primary_key = ON", "table t_plain",
                        "read_only = ON", "read-only",
                        "super_read_only = ON", "read-only");
        try (TrapServer server = TrapServer.start(flavor, folder)) {
            server.execute(
                    "CREATE DATABASE trap_source",
                    "CREATE TABLE trap_source.t_plain (n INT, ts TIMESTAMP NULL)",
                    "INSERT INTO trap_source.t_plain VALUES (1, NULL)",
                    "CREATE USER weak@'%' IDENTIFIED BY 'pw'",
                    "GRANT ALL ON `copy%`.* TO weak@'%'");
            Instance weak = server.instance("weak", "pw");
            BackupReader backup = server.backUp();
            for (Map.Entry<String, String> refusal : refusals.entrySet()) {
                server.with(List.of(refusal.getKey()), () -> {
                    ShardarkException thrown = assertThrows(
                            ShardarkException.class,
                            () -> server.restore(backup, TrapServer.topology(weak, "copy_weak")),
                            refusal.getKey());
                    String told = thrown.getMessage() + thrown.hint();
                    assertTrue(told.contains(refusal.getValue()), refusal.getKey() + ": " + told);
                });
                // super_read_only had switched it on too.
                server.execute("SET GLOBAL read_only = OFF");
                assertEquals(
                        "0",
                        server.value(
                                "SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'copy_weak'"));
            }
            server.restore(backup, TrapServer.topology(weak, "copy_weak"));
            assertEquals(server.text(TrapServer.SOURCE), server.text("copy_weak"));
        }
    }
}

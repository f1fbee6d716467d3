package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.engine.operation.TrapServer.Essence;
import io.shardark.format.backup.BackupReader;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever defaults a server gives its sessions, a backup of the same data is the same, and comes back the same. */
class SessionTrapsTest {
    /** Character sets of servers; a client cannot have utf16. */
    private static final List<String> CHARACTER_SETS = List.of("latin1", "utf8mb4", "gbk", "cp932", "utf16", "swe7");

    private static final List<String> ZONES = List.of("SYSTEM", "+05:30", "-11:00", "+13:00", "Test/Summer");

    /** What is compared with what every backup of the schema must be. */
    record Expected(Essence essence, Map<String, List<String>> text) {}

    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    private static List<String> modes(ServerFlavor flavor) {
        List<String> modes = new ArrayList<>(List.of(
                "",
                "STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,ONLY_FULL_GROUP_BY",
                "ANSI",
                "ANSI_QUOTES,IGNORE_SPACE",
                "NO_BACKSLASH_ESCAPES",
                "PAD_CHAR_TO_FULL_LENGTH"));
        modes.addAll(
                flavor == ServerFlavor.MARIADB
                        ? List.of("ORACLE,EMPTY_STRING_IS_NULL,SIMULTANEOUS_ASSIGNMENT", "MSSQL,TIME_ROUND_FRACTIONAL")
                        : List.of(
                                "REAL_AS_FLOAT,PIPES_AS_CONCAT,HIGH_NOT_PRECEDENCE",
                                "TIME_TRUNCATE_FRACTIONAL,NO_UNSIGNED_SUBTRACTION,NO_AUTO_VALUE_ON_ZERO"));
        return modes;
    }

    private static List<String> globals(String characterSet, String zone, String mode) {
        String client = characterSet.equals("utf16") ? "latin1" : characterSet;
        return List.of(
                "character_set_server = " + characterSet,
                "character_set_client = " + client,
                "character_set_connection = " + characterSet,
                "character_set_results = " + characterSet,
                "time_zone = '" + zone + "'",
                "sql_mode = '" + mode + "'");
    }

    /** Every pair of a character set, a zone and a mode occurs: 48 of the 240 combinations. */
    @ParameterizedTest
    @MethodSource("flavors")
    void defaultsOfTheServerChangeNothing(ServerFlavor flavor) throws Exception {
        List<List<String>> combinations = new ArrayList<>();
        for (int c = 0; c < CHARACTER_SETS.size(); c++) {
            for (int m = 0; m < modes(flavor).size(); m++) {
                combinations.add(globals(
                        CHARACTER_SETS.get(c),
                        ZONES.get((c + m) % ZONES.size()),
                        modes(flavor).get(m)));
            }
        }
        check(flavor, combinations, 12);
    }

    @Tag("soak")
    @ParameterizedTest
    @MethodSource("flavors")
    void allCombinationsOfDefaultsChangeNothing(ServerFlavor flavor) throws Exception {
        List<List<String>> combinations = new ArrayList<>();
        for (String characterSet : CHARACTER_SETS) {
            for (String zone : ZONES) {
                modes(flavor).forEach(mode -> combinations.add(globals(characterSet, zone, mode)));
            }
        }
        assertEquals(240, combinations.size());
        int tried = Integer.getInteger("shardark.traps.combinations", 240);
        check(flavor, combinations.subList(0, Math.min(tried, 240)), 4);
    }

    /** Backs up under each combination and restores under every n-th. */
    private void check(ServerFlavor flavor, List<List<String>> combinations, int restoreEvery) throws Exception {
        try (TrapServer server = TrapServer.start(flavor, folder)) {
            Expected expected = prepare(server, flavor);
            List<String> different = new ArrayList<>();
            for (int i = 0; i < combinations.size(); i++) {
                List<String> globals = combinations.get(i);
                boolean restoring = i % restoreEvery == 0;
                server.with(globals, () -> {
                    BackupReader backup = server.backUp();
                    if (!expected.essence().equals(Essence.of(backup))) {
                        different.add("backup under " + globals);
                    }
                    if (restoring) {
                        server.restore(backup, "copy_of_trap");
                    }
                });
                if (restoring) {
                    compareCopy(server, expected, globals, different);
                }
            }
            assertEquals(List.of(), different);
        }
    }

    static Expected prepare(TrapServer server, ServerFlavor flavor) throws Exception {
        server.execute(TrapData.zone().toArray(String[]::new));
        server.execute(TrapData.statements(flavor).toArray(String[]::new));
        return new Expected(Essence.of(server.backUp()), normal(server.text(TrapServer.SOURCE)));
    }

    static void compareCopy(TrapServer server, Expected expected, List<String> globals, List<String> different)
            throws Exception {
        Map<String, List<String>> copy = normal(server.text("copy_of_trap"));
        expected.text().forEach((what, text) -> {
            if (!text.equals(copy.get(what))) {
                different.add("restored under " + globals + ": " + what + " was " + text + ", is " + copy.get(what));
            }
        });
        assertEquals(expected.text().keySet(), copy.keySet());
        server.execute("DROP DATABASE copy_of_trap");
    }

    /** Views name the schema; and MySQL shows a column's character set if it was given, but not if it was inherited. */
    static Map<String, List<String>> normal(Map<String, List<String>> text) {
        Map<String, List<String>> normal = new TreeMap<>();
        text.forEach((what, lines) -> normal.put(
                what,
                lines.stream()
                        .map(line -> line.replace("copy_of_trap", TrapServer.SOURCE)
                                .replace(" CHARACTER SET utf8mb4 COLLATE", " COLLATE"))
                        .toList()));
        return normal;
    }
}

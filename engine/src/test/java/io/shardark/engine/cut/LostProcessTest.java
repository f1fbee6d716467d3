package io.shardark.engine.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Locks end with the process that holds them, and also when it only hangs. */
class LostProcessTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";

    private static Process holder(Bank bank, String what) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LockHolder.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        PrintWriter input = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        input.println(what);
        input.println(bank.schema());
        for (int i = 0; i < 2; i++) {
            DatabaseServer server = bank.server(i);
            input.println(server.port());
            input.println(server.user());
            input.println(server.password());
        }
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("HELD", output.readLine());
        return process;
    }

    private static void assertWriterWaits(Bank bank) {
        assertThrows(SQLException.class, () -> write(bank, 1, 1));
    }

    private static void write(Bank bank, int server, int seconds) throws SQLException {
        bank.execute(
                server, "SET SESSION lock_wait_timeout = " + seconds, "UPDATE " + bank.table() + " SET money = money");
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void killedWhileHoldingTheLocks(ServerFlavor flavor) throws Exception {
        try (Bank bank = Bank.open(flavor)) {
            Process holder = holder(bank, "locks");
            assertWriterWaits(bank);
            holder.destroyForcibly().waitFor();
            bank.assertUnlocked();
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void killedWhileReading(ServerFlavor flavor) throws Exception {
        try (Bank bank = Bank.open(flavor)) {
            Process holder = holder(bank, "cut");
            write(bank, 1, 1);
            assertThrows(
                    SQLException.class,
                    () -> bank.execute(
                            1, "SET SESSION lock_wait_timeout = 1", "ALTER TABLE " + bank.table() + " ADD extra INT"));
            holder.destroyForcibly().waitFor();
            bank.assertUnlocked();
        }
    }

    /** A process that is stopped, or whose host vanished, closes no connection: the server has to give up on it. */
    @ParameterizedTest
    @MethodSource(FLAVORS)
    void hangingWhileHoldingTheLocks(ServerFlavor flavor) throws Exception {
        try (Bank bank = Bank.open(flavor)) {
            Process holder = holder(bank, "locks");
            try {
                int stopped = new ProcessBuilder("kill", "-STOP", Long.toString(holder.pid()))
                        .start()
                        .waitFor();
                assertEquals(0, stopped);
                assertWriterWaits(bank);
                write(bank, 0, 15);
                write(bank, 1, 15);
            } finally {
                holder.destroyForcibly().waitFor();
            }
        }
    }
}

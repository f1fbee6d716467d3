package io.shardark.engine.cut.pressure;

import io.shardark.samples.servers.DatabaseServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Coordinator processes, one after the other: each is killed with SIGKILL in the middle of a transaction. */
final class MortalCoordinator {
    private final ShardedBank bank;
    private final Path log;
    private final SplittableRandom random;
    private Process process;
    private BufferedReader output;
    private final AtomicInteger killed = new AtomicInteger();
    private volatile String lastPlace = "";

    private MortalCoordinator(ShardedBank bank, Path log, long seed) throws IOException {
        this.bank = bank;
        this.log = log;
        this.random = new SplittableRandom(seed);
        this.process = begin();
        this.output = output(process);
    }

    /** Returns when the first one runs. */
    static MortalCoordinator start(ShardedBank bank, long seed) throws IOException {
        MortalCoordinator coordinator = new MortalCoordinator(bank, Files.createTempFile("coordinator", ".log"), seed);
        coordinator.expect("RECOVERED");
        return coordinator;
    }

    private Process begin() throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Coordinator.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        PrintWriter input = new PrintWriter(started.getOutputStream(), true, StandardCharsets.UTF_8);
        input.println(bank.name());
        input.println(log);
        input.println(random.nextLong());
        for (int shard = 0; shard < ShardedBank.SHARDS; shard++) {
            DatabaseServer server = bank.server(shard);
            input.println(server.jdbcUrl(""));
            input.println(server.user());
            input.println(server.password());
        }
        return started;
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private String expect(String beginning) throws IOException {
        String line = String.valueOf(output.readLine());
        if (!line.startsWith(beginning)) {
            throw new IllegalStateException("the coordinator said \"" + line + "\" instead of " + beginning);
        }
        return line;
    }

    /** Kills it where it has chosen to halt. Its branches stay prepared. */
    void kill() throws IOException, InterruptedException {
        lastPlace = expect("HALTED");
        process.destroyForcibly().waitFor();
        killed.incrementAndGet();
    }

    /** Starts the next one and returns when it has ended what the last one left. */
    void startNext() throws IOException {
        process = begin();
        output = output(process);
        expect("RECOVERED");
    }

    int killed() {
        return killed.get();
    }

    /** Where it was when it was killed. */
    String lastPlace() {
        return lastPlace;
    }

    /**
     * Ends the transactions of the last one, which was killed, so that nothing stays prepared on servers that others
     * use.
     */
    void end() throws IOException, InterruptedException, SQLException {
        process.destroyForcibly().waitFor();
        List<Connection> connections = new ArrayList<>();
        for (int shard = 0; shard < ShardedBank.SHARDS; shard++) {
            connections.add(bank.connect(shard));
        }
        new CoordinatorRecovery(connections, bank.name(), new CoordinatorLog(log)).run();
        for (Connection connection : connections) {
            connection.close();
        }
        Files.deleteIfExists(log);
    }
}

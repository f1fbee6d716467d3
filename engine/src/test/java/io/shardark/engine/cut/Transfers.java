package io.shardark.engine.cut;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writers that move money about within and across both shards of a bank until they are closed. Across shards, half write
 * on both connections and then commit both, half use XA, and of those every eighth leaves both branches prepared without
 * a client for a moment. Each writer has accounts of its own, so that they wait for nobody but the locks of a cut.
 */
final class Transfers implements AutoCloseable {
    private final Bank bank;
    private final int crossPercent;
    private final ExecutorService threads;
    private final List<Future<?>> writers = new ArrayList<>();
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong longestStallNanos = new AtomicLong();
    private volatile boolean ending;

    private Transfers(Bank bank, int writerCount, int crossPercent, long seed) {
        this.bank = bank;
        this.crossPercent = crossPercent;
        this.threads = Executors.newFixedThreadPool(writerCount);
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < writerCount; i++) {
            Writer writer = new Writer(i, writerCount, seeds.split());
            writers.add(threads.submit(writer::run));
        }
    }

    static Transfers start(Bank bank, int writers, int crossPercent, long seed) {
        Transfers transfers = new Transfers(bank, writers, crossPercent, seed);
        while (transfers.count() < 2L * writers && !transfers.anyEnded()) {
            Thread.onSpinWait();
        }
        return transfers;
    }

    private boolean anyEnded() {
        return writers.stream().anyMatch(Future::isDone);
    }

    long count() {
        return count.get();
    }

    /** The longest time from the first statement of a transfer to the end of its last commit. */
    long longestStallMillis() {
        return longestStallNanos.get() / 1_000_000;
    }

    /** Ends all writers; fails when one of them failed. */
    @Override
    public void close() {
        ending = true;
        try {
            for (Future<?> writer : writers) {
                writer.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("a writer failed", e);
        } finally {
            threads.shutdown();
        }
    }

    /** One thread with a connection to each server. */
    private final class Writer {
        private final int first;
        private final int step;
        private final SplittableRandom random;
        private final Connection[] connections = new Connection[2];

        Writer(int first, int step, SplittableRandom random) {
            this.first = first;
            this.step = step;
            this.random = random;
        }

        /** Distinct for this writer among all writers. */
        private int account() {
            return first + step * random.nextInt(Math.max(1, Bank.ACCOUNTS / step));
        }

        private Void run() throws SQLException {
            connect();
            try {
                while (!ending) {
                    long begin = System.nanoTime();
                    transfer();
                    longestStallNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
                    count.incrementAndGet();
                }
            } finally {
                disconnect();
            }
            return null;
        }

        private void connect() throws SQLException {
            for (int i = 0; i < 2; i++) {
                connections[i] = bank.connect(i);
            }
        }

        private void disconnect() throws SQLException {
            for (Connection connection : connections) {
                connection.close();
            }
        }

        private void transfer() throws SQLException {
            int from = random.nextInt(2);
            if (random.nextInt(100) >= crossPercent) {
                within(from);
            } else if (random.nextBoolean()) {
                plain(from);
            } else {
                twoPhase(from);
            }
        }

        private void within(int server) throws SQLException {
            execute(server, "BEGIN");
            move(server, -1);
            move(server, +1);
            execute(server, "COMMIT");
        }

        private void plain(int from) throws SQLException {
            execute(from, "BEGIN");
            move(from, -1);
            execute(1 - from, "BEGIN");
            move(1 - from, +1);
            execute(from, "COMMIT");
            execute(1 - from, "COMMIT");
        }

        private void twoPhase(int from) throws SQLException {
            String id = "'" + bank.schema() + "-" + first + "-" + random.nextLong() + "'";
            branch(from, id, -1);
            branch(1 - from, id, +1);
            if (random.nextInt(8) == 0) {
                disconnect();
                connect();
                commitDetached(from, id);
                commitDetached(1 - from, id);
            } else {
                execute(from, "XA COMMIT " + id);
                execute(1 - from, "XA COMMIT " + id);
            }
        }

        private void branch(int server, String id, int amount) throws SQLException {
            execute(server, "XA START " + id);
            move(server, amount);
            execute(server, "XA END " + id);
            execute(server, "XA PREPARE " + id);
        }

        /** The server notices only after a moment that the client is gone; until then it does not know such a branch. */
        private void commitDetached(int server, String id) throws SQLException {
            while (true) {
                try {
                    execute(server, "XA COMMIT " + id);
                    return;
                } catch (SQLException e) {
                    int unknownBranch = 1397;
                    if (e.getErrorCode() != unknownBranch) {
                        throw e;
                    }
                }
            }
        }

        private void move(int server, int amount) throws SQLException {
            execute(server, "UPDATE " + bank.table() + " SET money = money + " + amount + " WHERE id = " + account());
        }

        private void execute(int server, String sql) throws SQLException {
            try (Statement statement = connections[server].createStatement()) {
                statement.execute(sql);
            }
        }
    }
}

package io.shardark.engine.cut.pressure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One writer with a connection to each shard and accounts of its own, so that it waits for nobody but the locks of a
 * cut.
 */
final class Writer implements AutoCloseable {
    private final ShardedBank bank;
    private final Load load;
    private final int number;
    private final SplittableRandom random;
    private final Connection[] connections = new Connection[ShardedBank.SHARDS];

    Writer(ShardedBank bank, Load load, int number, SplittableRandom random) {
        this.bank = bank;
        this.load = load;
        this.number = number;
        this.random = random;
    }

    /** One transaction. */
    void transfer() throws SQLException {
        if (random.nextInt(100) >= load.crossPercent()) {
            within(random.nextInt(ShardedBank.SHARDS));
            return;
        }
        List<Integer> shards = Shards.some(random, load.order());
        if (Writers.isTwoPhase(load.commit(), random)) {
            twoPhase(shards);
        } else {
            plain(shards);
        }
    }

    private void within(int shard) throws SQLException {
        execute(shard, "BEGIN");
        move(shard, -1);
        move(shard, +1);
        execute(shard, "COMMIT");
    }

    private void plain(List<Integer> shards) throws SQLException {
        for (int shard : shards) {
            execute(shard, "BEGIN");
            move(shard, Shards.amount(shards, shard));
        }
        if (random.nextInt(4) == 0) {
            note(shards.get(random.nextInt(shards.size())));
        }
        for (int shard : shards) {
            execute(shard, "COMMIT");
        }
    }

    private void twoPhase(List<Integer> shards) throws SQLException {
        String id = bank.name() + "-" + number + "-" + random.nextLong();
        for (int shard : shards) {
            execute(shard, "XA START " + Shards.branch(id, shard));
            move(shard, Shards.amount(shards, shard));
        }
        for (int shard : shards) {
            execute(shard, "XA END " + Shards.branch(id, shard));
        }
        for (int shard : shards) {
            execute(shard, "XA PREPARE " + Shards.branch(id, shard));
        }
        for (int shard : shards) {
            execute(shard, "XA COMMIT " + Shards.branch(id, shard));
        }
    }

    private void move(int shard, int amount) throws SQLException {
        int account = number + load.writers() * random.nextInt(ShardedBank.WRITERS_ACCOUNTS / load.writers());
        execute(shard, "UPDATE " + bank.accounts(shard) + " SET money = money + " + amount + " WHERE id = " + account);
    }

    private void note(int shard) throws SQLException {
        execute(shard, "INSERT INTO " + bank.notes(shard) + " (text) VALUES ('a transfer')");
    }

    private void execute(int shard, String sql) throws SQLException {
        if (connections[shard] == null) {
            connections[shard] = bank.connect(shard);
        }
        try (Statement statement = connections[shard].createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        for (int shard = 0; shard < connections.length; shard++) {
            if (connections[shard] != null) {
                connections[shard].close();
                connections[shard] = null;
            }
        }
    }
}

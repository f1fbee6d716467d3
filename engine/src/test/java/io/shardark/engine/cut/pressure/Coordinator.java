package io.shardark.engine.cut.pressure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A program that coordinates two-phase transactions and keeps a log of its decisions. At random moments it says where
 * it is and waits to be killed. When it is started again it ends what its predecessor left behind, says so, and goes
 * on.
 */
final class Coordinator {
    private final String bank;
    private final CoordinatorLog log;
    private final SplittableRandom random;
    private final List<Connection> connections = new ArrayList<>();
    private int untilHalt;

    private Coordinator(String bank, Path log, long seed) {
        this.bank = bank;
        this.log = new CoordinatorLog(log);
        this.random = new SplittableRandom(seed);
    }

    /**
     * Reads from its input: the bank's name, the log file, a seed, and per shard the address, user and password. Then
     * each further line lets it go on when it has halted.
     */
    public static void main(String[] arguments) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Coordinator coordinator = new Coordinator(line(input), Path.of(line(input)), Long.parseLong(line(input)));
        for (int shard = 0; shard < ShardedBank.SHARDS; shard++) {
            coordinator.connections.add(DriverManager.getConnection(line(input), line(input), line(input)));
        }
        new CoordinatorRecovery(coordinator.connections, coordinator.bank, coordinator.log).run();
        System.out.println("RECOVERED");
        while (true) {
            coordinator.untilHalt = coordinator.random.nextInt(1, 60);
            while (coordinator.untilHalt > 0) {
                coordinator.transfer(input);
            }
        }
    }

    private static String line(BufferedReader input) throws IOException {
        return String.valueOf(input.readLine());
    }

    private void transfer(BufferedReader input) throws SQLException, IOException {
        List<Integer> shards = Shards.some(random, Load.Order.ANY);
        String id = bank + "-c-" + Long.toHexString(random.nextLong());
        for (int shard : shards) {
            execute(shard, "XA START " + Shards.branch(id, shard));
            execute(shard, update(shard, Shards.amount(shards, shard)));
        }
        for (int shard : shards) {
            execute(shard, "XA END " + Shards.branch(id, shard));
        }
        for (int shard : shards) {
            execute(shard, "XA PREPARE " + Shards.branch(id, shard));
            haltAt("prepared on shard " + shard + " of " + shards, input);
        }
        log.decided(id);
        haltAt("decided for " + shards, input);
        for (int shard : shards) {
            execute(shard, "XA COMMIT " + Shards.branch(id, shard));
            haltAt("committed on shard " + shard + " of " + shards, input);
        }
    }

    private String update(int shard, int amount) {
        int account = random.nextInt(ShardedBank.WRITERS_ACCOUNTS, ShardedBank.ACCOUNTS);
        return "UPDATE " + bank + "_" + shard + ".account SET money = money + " + amount + " WHERE id = " + account;
    }

    private void haltAt(String place, BufferedReader input) throws IOException {
        untilHalt--;
        if (untilHalt == 0) {
            System.out.println("HALTED " + place);
            line(input);
        }
    }

    private void execute(int shard, String sql) throws SQLException {
        try (Statement statement = connections.get(shard).createStatement()) {
            statement.execute(sql);
        }
    }
}

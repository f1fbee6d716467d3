package io.shardark.engine.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.load.InstanceLoad.Piece;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.operation.Restores;
import io.shardark.engine.operation.TwoInstances;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.backup.ShardReader;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.samples.servers.ServerFlavor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two tables of several chunks each and an empty one in every shard; two shards on an instance. */
class InstanceLoadTest {
    private static final int TABLES = 3;

    @TempDir
    private Path folder;

    private final TwoInstances shards = TwoInstances.create(ServerFlavor.MARIADB);
    private final List<ShardLoad> loads = new ArrayList<>();

    @BeforeEach
    void backUp() {
        for (int n = 0; n < TwoInstances.SHARDS; n++) {
            shards.execute(
                    n,
                    "CREATE TABLE t_a (id INT PRIMARY KEY, text VARCHAR(100))",
                    "CREATE TABLE t_b LIKE t_a",
                    "CREATE TABLE t_empty LIKE t_a",
                    "INSERT INTO t_a SELECT seq, REPEAT('a', 90) FROM seq_1_to_5000",
                    "INSERT INTO t_b SELECT seq, REPEAT('b', 90) FROM seq_1_to_4000");
        }
        BackupReader backup = Restores.backUp(shards, folder);
        for (int n = 0; n < 2; n++) {
            ShardReader source = backup.shard(n, NoEnvelope.INSTANCE);
            ShardPlan plan =
                    new ShardPlan(source, shards.shard(n), source.header().tables(), List.of(), ShardPlan.Extent.WHOLE);
            try (Session session = shards.sessions().open(shards.shard(n).instance())) {
                plan.ledger().create(session);
                loads.add(ShardLoad.begin(plan, session));
            }
        }
    }

    @AfterEach
    void drop() {
        loads.forEach(ShardLoad::close);
        shards.close();
    }

    private static String table(Piece piece) {
        return piece.table().target().place();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, InstanceLoad.LOOK_AHEAD})
    void everyChunkIsHandedOutOnceAndEveryTableEndsOnce(int lookAhead) {
        InstanceLoad work = new InstanceLoad(loads, lookAhead);
        Set<String> chunks = new HashSet<>();
        List<String> ended = new ArrayList<>();
        List<Optional<Piece>> workers = new ArrayList<>(List.of(Optional.empty(), Optional.empty(), Optional.empty()));
        for (int turn = 0, idle = 0; idle < workers.size(); turn = (turn + 1) % workers.size()) {
            Optional<Piece> next = work.next(workers.get(turn));
            workers.set(turn, next);
            idle = next.isPresent() ? 0 : idle + 1;
            next.ifPresent(piece -> {
                assertTrue(chunks.add(table(piece) + " " + piece.chunk().ordinal()));
                if (work.finish(piece)) {
                    ended.add(table(piece));
                }
            });
        }
        for (Optional<TargetTable> empty = work.nextEmptyTable(); empty.isPresent(); empty = work.nextEmptyTable()) {
            ended.add(empty.get().place());
        }
        assertEquals(loads.stream().mapToLong(load -> load.plan().chunks()).sum(), chunks.size());
        assertEquals(loads.size() * TABLES, ended.size(), ended::toString);
        assertEquals(ended.size(), new HashSet<>(ended).size(), ended::toString);
    }

    @Test
    void workersAreInTablesOfTheirOwnWhileThereAreAny() {
        InstanceLoad work = new InstanceLoad(loads, InstanceLoad.LOOK_AHEAD);
        Optional<Piece> one = work.next(Optional.empty());
        Optional<Piece> other = work.next(Optional.empty());
        Set<String> shared = new HashSet<>();
        Set<String> tables = new HashSet<>();
        while (one.isPresent() && other.isPresent()) {
            if (table(one.get()).equals(table(other.get()))) {
                shared.add(table(one.get()));
            }
            tables.add(table(one.get()));
            tables.add(table(other.get()));
            one = work.next(one);
            other = work.next(other);
        }
        // The one that ends first helps with the last table.
        assertTrue(shared.size() <= 1, shared::toString);
        assertEquals(4, tables.size(), tables::toString);
        assertFalse(one.isPresent() && other.isPresent());
    }
}

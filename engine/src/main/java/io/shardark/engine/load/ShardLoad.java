package io.shardark.engine.load;

import io.shardark.engine.load.ChunkToLoad.Transactions;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.read.TableSlice;
import io.shardark.format.backup.ShardChunk;
import io.shardark.format.backup.ShardChunks;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.error.RefusedException;
import io.shardark.format.manifest.ChunkPlace;
import io.shardark.format.value.Sha256;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The chunks of one shard that are still to load, handed out in the order in which they are stored. Safe for use by
 * several threads, each of which gets other chunks.
 */
final class ShardLoad implements AutoCloseable {
    private final ShardPlan plan;
    private final ShardChunks chunks;
    private final Map<Integer, TableLoad> tables = new HashMap<>();
    private final BitSet loaded;
    private final Map<Integer, String> statements = new HashMap<>();
    private final Ledger ledger;

    private ShardLoad(ShardPlan plan, BitSet loaded) {
        this.plan = plan;
        this.chunks = plan.source().chunks();
        this.loaded = loaded;
        this.ledger = plan.ledger();
        for (TableRecord table : plan.tables()) {
            statements.put(table.number(), LoadStatement.of(plan.target().schema(), table));
            tables.put(table.number(), new TableLoad(this, new TargetTable(plan, table)));
        }
    }

    /**
     * Reads the ledger.
     *
     * @throws RefusedException when the ledger knows chunks that this backup does not have
     */
    static ShardLoad begin(ShardPlan plan, Session session) {
        BitSet loaded = new BitSet();
        List<ChunkPlace> places = plan.source().manifest().chunks();
        for (Ledger.LoadedChunk chunk : plan.ledger().loadedChunks(session)) {
            boolean known = chunk.ordinal() < places.size()
                    && places.get(chunk.ordinal()).sha256().equals(chunk.sha256());
            if (!known) {
                throw new RefusedException(
                        plan.target().place() + ": the ledger of the interrupted restore names chunk " + chunk.ordinal()
                                + ", which is another one in this backup",
                        "Drop the schema and restore again.");
            }
            loaded.set(chunk.ordinal());
        }
        return new ShardLoad(plan, loaded);
    }

    /** The plan of the shard. */
    ShardPlan plan() {
        return plan;
    }

    /** The next chunk of a selected table, be it loaded or not; empty when there are no more. */
    Optional<ShardChunk> next() {
        Optional<ShardChunk> chunk = chunks.next();
        while (chunk.isPresent() && !tables.containsKey(chunk.get().record().table())) {
            chunk = chunks.next();
        }
        return chunk;
    }

    /** The selected tables that have no chunks. */
    List<TargetTable> emptyTables() {
        return plan.tables().stream()
                .map(table -> new TargetTable(plan, table))
                .filter(target -> target.chunks() == 0)
                .toList();
    }

    /** The state of the table of a chunk that {@link #next} gave. */
    TableLoad load(ShardChunk chunk) {
        return Objects.requireNonNull(tables.get(chunk.record().table()));
    }

    /** Whether an earlier run loaded the chunk. */
    boolean isLoaded(ShardChunk chunk) {
        return loaded.get(chunk.ordinal());
    }

    /** The table of a chunk. */
    TableRecord table(ShardChunk chunk) {
        return plan.source().header().tables().get(chunk.record().table());
    }

    /** What the loader has to know of a chunk. */
    ChunkToLoad toLoad(ShardChunk chunk) {
        TableRecord table = table(chunk);
        Transactions transactions = TableRestorer.transactions(table);
        Sha256 sha256 = chunk.place().sha256();
        String statement = statements.getOrDefault(table.number(), "");
        return new ChunkToLoad(
                ledger,
                statement,
                chunk.ordinal(),
                chunk.record().digest(),
                new TableSlice(
                        plan.target().schema(),
                        table,
                        chunk.record().after(),
                        chunk.record().upTo()),
                sha256,
                transactions,
                plan.place(table) + ", chunk " + chunk.record().number());
    }

    @Override
    public void close() {
        chunks.close();
    }
}

package io.shardark.engine.load;

import io.shardark.format.backup.ShardChunk;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * The chunks that go into one instance. A worker gets those of one table as long as there are any, in the order in
 * which they are stored, and then those of a table that nobody is at: rows that reach a table through several sessions
 * cost the server a tenth more time, and more space. When every table that is left has its worker, workers share
 * tables.
 *
 * <p>Catalogs are read ahead to find such tables, but only so far; what is beyond is shared. Safe for use by several
 * threads.
 */
final class InstanceLoad {
    /** How many chunks wait at most, some 500 bytes each: 320 GB of rows in chunks of the usual size. */
    static final int LOOK_AHEAD = 20_000;

    private final Iterator<ShardLoad> unread;
    private final Queue<TargetTable> empty = new ArrayDeque<>();
    private final Set<TableLoad> begun = new LinkedHashSet<>();
    private final int lookAhead;
    private Optional<ShardLoad> reading = Optional.empty();
    private int waiting;

    InstanceLoad(List<ShardLoad> shards, int lookAhead) {
        this.unread = shards.iterator();
        this.lookAhead = lookAhead;
        shards.forEach(shard -> empty.addAll(shard.emptyTables()));
    }

    /** A chunk for a worker, with the shard and the table that it belongs to. */
    record Piece(ShardLoad shard, TableLoad table, ShardChunk chunk) {}

    /** A table without rows, each once; empty when there are no more. */
    synchronized Optional<TargetTable> nextEmptyTable() {
        return Optional.ofNullable(empty.poll());
    }

    /**
     * The next chunk for a worker, be it loaded already or not; empty when there are no more.
     *
     * @param previous what the worker had before
     */
    synchronized Optional<Piece> next(Optional<Piece> previous) {
        Optional<Piece> same = previous.flatMap(piece -> take(piece.table()));
        if (same.isPresent()) {
            return same;
        }
        previous.ifPresent(piece -> piece.table().leave());
        Optional<TableLoad> table = untaken().or(this::shared);
        table.ifPresent(TableLoad::enter);
        return table.flatMap(this::take);
    }

    /** Counts a chunk that is in its table; true once for each table, with its last chunk. */
    synchronized boolean finish(Piece piece) {
        return piece.table().finishOne();
    }

    private Optional<Piece> take(TableLoad table) {
        while (!table.hasWaiting() && table.hasUnread() && read().isPresent()) {
            // Reading fills queues, this table's among them.
        }
        Optional<ShardChunk> chunk = table.take();
        if (chunk.isPresent()) {
            waiting--;
        } else if (!table.hasUnread()) {
            begun.remove(table);
        }
        return chunk.map(found -> new Piece(table.shard(), table, found));
    }

    private Optional<TableLoad> untaken() {
        for (TableLoad table : begun) {
            if (table.hasWaiting() && !table.isTaken()) {
                return Optional.of(table);
            }
        }
        for (Optional<TableLoad> table = read(); table.isPresent(); table = read()) {
            if (!table.get().isTaken()) {
                return table;
            }
        }
        return Optional.empty();
    }

    private Optional<TableLoad> shared() {
        return begun.stream().filter(TableLoad::hasWaiting).findFirst();
    }

    /** Reads a chunk from a catalog and tells its table; empty when enough are waiting, or all are read. */
    private Optional<TableLoad> read() {
        if (waiting >= lookAhead) {
            return Optional.empty();
        }
        for (Optional<ShardLoad> shard = readable(); shard.isPresent(); shard = readable()) {
            Optional<ShardChunk> chunk = shard.get().next();
            if (chunk.isPresent()) {
                TableLoad table = shard.get().load(chunk.get());
                table.add(chunk.get());
                begun.add(table);
                waiting++;
                return Optional.of(table);
            }
            reading = Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<ShardLoad> readable() {
        if (reading.isEmpty() && unread.hasNext()) {
            reading = Optional.of(unread.next());
        }
        return reading;
    }
}

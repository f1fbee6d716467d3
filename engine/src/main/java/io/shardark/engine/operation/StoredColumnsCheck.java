package io.shardark.engine.operation;

import io.shardark.engine.cut.InstanceSnapshot;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.progress.ProgressEvent.StepStarted;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.read.StoredValues;
import io.shardark.engine.read.StoredValues.Different;
import io.shardark.engine.topology.Shard;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.error.ShardarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Finds the STORED generated columns of which a restore will make other values, before the first row is saved, since
 * catalogs begin with what is not saved. Reads the tables that have such columns once more than a backup without it.
 */
final class StoredColumnsCheck {
    private final DefinedCut taken;
    private final Map<Key, List<Different>> found = new ConcurrentHashMap<>();

    private StoredColumnsCheck(DefinedCut taken) {
        this.taken = taken;
    }

    private record Key(int shard, int table) {}

    private record Candidate(Shard shard, TableRecord table) {}

    /** Reads the tables with the sessions of the snapshots, which nobody uses meanwhile. */
    static StoredColumnsCheck run(DefinedCut taken, ProgressListener progress) {
        StoredColumnsCheck check = new StoredColumnsCheck(taken);
        ParallelWork work = new ParallelWork();
        List<Callable<Boolean>> workers = new ArrayList<>();
        for (InstanceSnapshot snapshot : taken.cut().snapshots()) {
            Queue<Candidate> tables = new ConcurrentLinkedQueue<>(taken.topology().shards().stream()
                    .filter(shard ->
                            shard.instance().number() == snapshot.instance().number())
                    .flatMap(shard -> candidates(taken, shard).stream())
                    .toList());
            snapshot.sessions().stream()
                    .limit(tables.size())
                    .forEach(session -> workers.add(() -> check.drain(session, tables, work)));
        }
        if (!workers.isEmpty()) {
            progress.on(new StepStarted("comparing stored generated columns with their expressions"));
        }
        work.run("compare", workers);
        return check;
    }

    private static List<Candidate> candidates(DefinedCut taken, Shard shard) {
        return taken.definitions().of(shard).tables().stream()
                .filter(StoredValues::possible)
                .map(table -> new Candidate(shard, table))
                .toList();
    }

    private boolean drain(Session session, Queue<Candidate> tables, ParallelWork work) {
        for (Candidate next = tables.poll(); next != null; next = tables.poll()) {
            work.check();
            compare(session, next.shard(), next.table());
        }
        return true;
    }

    private void compare(Session session, Shard shard, TableRecord table) {
        String schema = taken.definitions().of(shard).schema().name();
        try {
            found.put(new Key(shard.number(), table.number()), StoredValues.different(session, schema, table));
        } catch (ShardarkException e) {
            throw SnapshotFailures.of("table " + table.name() + " of " + shard.place(), e);
        }
    }

    /** One sentence for each column of a shard whose values will not come back as they are. */
    List<String> sentences(Shard shard) {
        List<String> sentences = new ArrayList<>();
        for (TableRecord table : taken.definitions().of(shard).tables()) {
            found.getOrDefault(new Key(shard.number(), table.number()), List.of())
                    .forEach(different -> sentences.add("shard " + shard.name() + ", table " + table.name()
                            + ", column " + SqlText.name(different.column()) + ": " + sentence(different)));
        }
        return sentences;
    }

    private static String sentence(Different different) {
        if (different.rows().isEmpty()) {
            return "it is generated and stored, and the server could not tell whether a restore, which computes it anew,"
                    + " gives the same values.";
        }
        return "in " + different.rows().getAsLong() + " rows it is stored otherwise than its expression gives now; a"
                + " restore computes it anew, and what is generated from it.";
    }
}

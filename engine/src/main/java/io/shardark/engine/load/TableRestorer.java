package io.shardark.engine.load;

import io.shardark.engine.load.ChunkToLoad.Transactions;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.mysql.SqlTokens;
import io.shardark.format.backup.ShardChunk;
import io.shardark.format.backup.ShardChunks;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.error.UnreachableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Creates the tables of one shard, and completes them when their rows are loaded. Every step looks at what is there, so
 * it can be repeated after a kill at any moment. Each call uses the session it is given; safe for use by several
 * threads.
 */
final class TableRestorer {
    private static final Set<String> ROLLING_BACK = Set.of("innodb", "rocksdb");
    private static final int TABLE_EXISTS = 1050;
    /** Row text up to which a table is small. */
    private static final long SMALL_BYTES = 1 << 20;

    private final ShardPlan plan;
    private final Ledger ledger;
    private final SchemaNames names;
    /** The numbers of tables that were created here with all their keys. */
    private final Set<Integer> keyed = ConcurrentHashMap.newKeySet();

    TableRestorer(ShardPlan plan) {
        this.plan = plan;
        this.ledger = plan.ledger();
        this.names = plan.names();
    }

    /** Whether a failed load of a table leaves no rows behind. */
    static Transactions transactions(TableRecord table) {
        return ROLLING_BACK.contains(table.engine().toLowerCase(Locale.ROOT))
                ? Transactions.SUPPORTED
                : Transactions.UNSUPPORTED;
    }

    /**
     * Creates a table without what comes later, unless it is there. A table with few rows gets its keys at once:
     * changing its definition once more would cost more than sorting them into an index one by one.
     */
    void create(LoadSession session, TableRecord table) {
        underLock(session, table, () -> {
            ledger.claim(session.session(), Ledger.Kind.TABLE, table.number());
            if (transactions(table) == Transactions.UNSUPPORTED) {
                removeUnfinished(session.session(), table);
            }
            TableDefinition definition = TableDefinition.of(table);
            boolean withKeys = isSmall(table) && definition.hasPlainKeysOnly();
            if (create(session.session(), withKeys ? definition.createWithKeys() : definition.create()) && withKeys) {
                keyed.add(table.number());
            }
        });
    }

    /** False when the table is there already. */
    private boolean create(Session session, String statement) {
        try {
            session.execute(names.replaceIn(statement, SqlTokens.of(statement)));
            return true;
        } catch (UnreachableException e) {
            if (Session.errorNumber(e) != TABLE_EXISTS) {
                throw e;
            }
            return false;
        }
    }

    private boolean isSmall(TableRecord table) {
        return plan.source().totals().get(table.number()).bytes() <= SMALL_BYTES;
    }

    /** Whether {@link #addKeys} may have anything to do. */
    boolean mayLackKeys(TableRecord table) {
        return !keyed.contains(table.number()) && TableDefinition.of(table).defersKeys();
    }

    /** Adds secondary keys that are missing. */
    void addKeys(LoadSession session, TableRecord table) {
        underLock(
                session,
                table,
                () -> TableDefinition.of(table)
                        .addMissingKeys(name(table), shown(session.session(), table))
                        .forEach(sql -> alter(session, table, sql)));
    }

    /**
     * Adds foreign keys that are missing, without looking at rows: what they refer to may be restored later or never.
     */
    void addForeignKeys(LoadSession session, TableRecord table) {
        underLock(
                session,
                table,
                () -> TableDefinition.of(table)
                        .addMissingForeignKeys(name(table), shown(session.session(), table))
                        .forEach(sql -> alter(session, table, sql)));
    }

    /** Rows that a key does not allow are quoted by the server, and must not be by us. */
    private void alter(LoadSession session, TableRecord table, String sql) {
        try {
            session.execute(sql);
        } catch (SQLException e) {
            throw new UnreachableException(
                    plan.place(table) + ": its keys cannot be added: " + ServerMessage.of(e),
                    "Mend the cause on the target and run the same command again: it goes on where it stopped.",
                    e);
        }
    }

    /** A sentence when the server shows another definition than the backup has. */
    Optional<String> difference(Session session, TableRecord table) {
        String expected = ShownTable.comparable(names.replaceIn(table.definition(), SqlTokens.of(table.definition())));
        String found = ShownTable.comparable(text(session, table));
        if (found.equals(expected)) {
            return Optional.empty();
        }
        return Optional.of(plan.place(table) + ": the target shows another definition than the source did: "
                + firstDifference(expected, found));
    }

    private static String firstDifference(String expected, String found) {
        List<String> foundLines = found.lines().toList();
        List<String> expectedLines = expected.lines().toList();
        for (int i = 0; i < Math.max(foundLines.size(), expectedLines.size()); i++) {
            String was = i < expectedLines.size() ? expectedLines.get(i).strip() : "";
            String is = i < foundLines.size() ? foundLines.get(i).strip() : "";
            if (!was.equals(is)) {
                return "\"" + is + "\" instead of \"" + was + "\"";
            }
        }
        return "other line ends";
    }

    /**
     * A table whose engine does not roll back may hold rows of a chunk that the ledger does not know. Unless all its
     * chunks are known, it begins anew; it was empty or missing when this restore claimed it.
     */
    private void removeUnfinished(Session session, TableRecord table) {
        if (!exists(session, table)) {
            return;
        }
        List<Integer> ordinals = ordinals(table);
        Set<Integer> loaded = new HashSet<>();
        ledger.loadedChunks(session).forEach(chunk -> loaded.add(chunk.ordinal()));
        if (!loaded.containsAll(ordinals)) {
            session.execute("DROP TABLE " + name(table));
            ledger.forgetChunks(
                    session, ordinals.stream().filter(loaded::contains).toList());
        }
    }

    private List<Integer> ordinals(TableRecord table) {
        List<Integer> ordinals = new ArrayList<>();
        try (ShardChunks chunks = plan.source().chunks()) {
            for (Optional<ShardChunk> chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
                if (chunk.get().record().table() == table.number()) {
                    ordinals.add(chunk.get().ordinal());
                }
            }
        }
        return ordinals;
    }

    private void underLock(LoadSession session, TableRecord table, Runnable work) {
        Session plain = session.session();
        session.use(plan.target().schema());
        TargetLock.lockTable(plain, plan.target().schema(), table.name());
        work.run();
        TargetLock.releaseTable(plain, plan.target().schema(), table.name());
    }

    private boolean exists(Session session, TableRecord table) {
        return Inventory.of(session, plan.target().schema())
                .hasTable(table.name(), session.server().lowerCaseTableNames());
    }

    private TableText shown(Session session, TableRecord table) {
        return TableText.shown(table.name(), text(session, table));
    }

    private String text(Session session, TableRecord table) {
        return session.query("SHOW CREATE TABLE " + name(table), row -> row.getString(2))
                .get(0);
    }

    private String name(TableRecord table) {
        return SqlText.name(plan.target().schema(), table.name());
    }
}

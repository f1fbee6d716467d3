package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.topology.Shard;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a restore has done in a schema, kept in a table of that schema: it needs no other privilege than the restored
 * tables do, and moves and disappears with them. A chunk's entry is written in the transaction that loads its rows, so
 * that both exist or neither does. The entries of tables and objects say which of them belong to the restore. The table
 * is dropped when everything is proved.
 *
 * <p>A progress file outside the database cannot do this: killed between COMMIT and its next line, it loads rows twice.
 */
public final class Ledger {
    /** The name of the table. A table of this name cannot be backed up or restored. */
    public static final String TABLE = "shardark_restore_ledger";

    private static final int DUPLICATE_ENTRY = 1062;

    private final Shard target;
    private final BackupId backup;
    private final int sourceShard;

    /** The ledger of restoring one shard of a backup into a target; whether it exists is another question. */
    public Ledger(Shard target, BackupId backup, int sourceShard) {
        this.target = target;
        this.backup = backup;
        this.sourceShard = sourceShard;
    }

    /** What an entry is about; its number counts tables, objects or chunks from 0 in the order of the catalog. */
    enum Kind {
        TABLE,
        OBJECT,
        CHUNK,
        /** One entry: this restore is about to switch off the redo log of the instance. */
        REDO,
        /** One entry: the whole restore, over all shards, was proved. */
        PROVED
    }

    /** What happened to a chunk according to the ledger. */
    public record LoadedChunk(int ordinal, Sha256 sha256) {}

    /** The schema that it is in. */
    Shard target() {
        return target;
    }

    /** Makes the table where it is missing. */
    public void create(Session session) {
        session.execute("CREATE TABLE IF NOT EXISTS " + name() + " (backup VARCHAR(32) NOT NULL, shard INT NOT NULL,"
                + " kind VARCHAR(8) NOT NULL, number INT NOT NULL, entry VARCHAR(64) NOT NULL,"
                + " PRIMARY KEY (backup, shard, kind, number)) ENGINE=InnoDB DEFAULT CHARSET=ascii COLLATE=ascii_bin"
                + " COMMENT='An unfinished restore by Shardark; run it again to finish it'");
    }

    /** Drops the table. The restore is then over: repeating it is refused, since the target is not empty. */
    public void drop(Session session) {
        session.execute("DROP TABLE IF EXISTS " + name());
    }

    /** The schemas of a server that have ledgers, of whatever restore. */
    static List<String> schemas(Session session) {
        return session.query(
                "SELECT TABLE_SCHEMA FROM information_schema.TABLES WHERE TABLE_NAME = " + SqlText.literal(TABLE),
                row -> row.getString(1));
    }

    /** Whether a restore into a schema that has a ledger meant to switch off the redo log of the instance. */
    static boolean switchedRedoLogOff(Session session, String schema) {
        return !session.value("SELECT 1 FROM " + SqlText.name(schema, TABLE) + " WHERE kind = '" + Kind.REDO + "'")
                .isEmpty();
    }

    /** Whether the table exists. */
    public boolean exists(Session session) {
        return !session.value("SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = "
                        + SqlText.literal(target.schema()) + " AND TABLE_NAME = " + SqlText.literal(TABLE))
                .isEmpty();
    }

    /**
     * Enters that every shard of the restore was proved, so that only the ledgers are left to drop. Killed between the
     * first and the last of them, the next run then knows that nothing is left to do.
     *
     * @param selection what was restored; another selection is another restore
     */
    public void markProved(Session session, Sha256 selection) {
        if (!isProved(session, selection)) {
            session.execute(insert(Kind.PROVED, 0, selection.hex()));
        }
    }

    /** Whether the ledger exists and says that every shard was proved. */
    public boolean isProved(Session session, Sha256 selection) {
        return exists(session) && entry(session, Kind.PROVED, 0).equals(Optional.of(selection.hex()));
    }

    /**
     * The restores that an existing ledger holds entries of, other than this one.
     *
     * @return sentences for people
     */
    public List<String> strangers(Session session) {
        return session.query(
                "SELECT DISTINCT backup, shard FROM " + name() + " WHERE NOT (" + mine() + ")",
                row -> "an unfinished restore of shard number " + row.getInt(2) + " of backup " + row.getString(1));
    }

    /** Whether a table or object is in the ledger. */
    boolean has(Session session, Kind kind, int number) {
        return entry(session, kind, number).isPresent();
    }

    /** What is written about a table, object or chunk. */
    Optional<String> entry(Session session, Kind kind, int number) {
        List<String> entries = session.query(
                "SELECT entry FROM " + name() + " WHERE " + mine() + " AND kind = '" + kind + "' AND number = "
                        + number,
                row -> row.getString(1));
        return entries.stream().findFirst();
    }

    /** The numbers of all tables or objects that belong to this restore. */
    Set<Integer> owned(Session session, Kind kind) {
        return Set.copyOf(session.query(
                "SELECT number FROM " + name() + " WHERE " + mine() + " AND kind = '" + kind + "'",
                row -> row.getInt(1)));
    }

    /** All loaded chunks by their ordinals. */
    public List<LoadedChunk> loadedChunks(Session session) {
        return session.query(
                "SELECT number, entry FROM " + name() + " WHERE " + mine() + " AND kind = 'CHUNK' ORDER BY number",
                row -> new LoadedChunk(row.getInt(1), new Sha256(row.getString(2))));
    }

    /** Claims a table or object before it is created; nothing when it is claimed already. */
    void claim(Session session, Kind kind, int number) {
        try {
            session.execute(insert(kind, number, "claimed"));
        } catch (UnreachableException e) {
            if (Session.errorNumber(e) != DUPLICATE_ENTRY) {
                throw e;
            }
        }
    }

    /** Forgets chunks, after the rows of their table were removed. */
    void forgetChunks(Session session, List<Integer> ordinals) {
        for (int ordinal : ordinals) {
            session.execute(
                    "DELETE FROM " + name() + " WHERE " + mine() + " AND kind = 'CHUNK' AND number = " + ordinal);
        }
    }

    /** The statement that enters a chunk; it fails with error 1062 when the chunk is entered already. */
    String insertChunk(int ordinal, Sha256 sha256) {
        return insert(Kind.CHUNK, ordinal, sha256.hex());
    }

    /**
     * Whether a chunk is loaded, asked in a new session after the answer to a COMMIT was lost.
     *
     * @throws RefusedException when another chunk was loaded under its ordinal
     */
    boolean hasChunk(Session session, int ordinal, Sha256 sha256) {
        Optional<String> entry = entry(session, Kind.CHUNK, ordinal);
        if (entry.isPresent() && !entry.get().equals(sha256.hex())) {
            throw new RefusedException(
                    target.place() + ": chunk " + ordinal + " was loaded from stored bytes with SHA-256 " + entry.get()
                            + ", but the manifest says " + sha256,
                    "Drop the schema and restore again.");
        }
        return entry.isPresent();
    }

    private String insert(Kind kind, int number, String entry) {
        return "INSERT INTO " + name() + " VALUES ('" + backup + "', " + sourceShard + ", '" + kind + "', " + number
                + ", '" + entry + "')";
    }

    private String mine() {
        return "backup = '" + backup + "' AND shard = " + sourceShard;
    }

    private String name() {
        return SqlText.name(target.schema(), TABLE);
    }
}

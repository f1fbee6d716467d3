package io.shardark.engine.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shardark.engine.load.ChunkToLoad.Transactions;
import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.read.TableSlice;
import io.shardark.engine.schema.SchemaReader;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.SharedServers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A table t in a schema with a ledger. */
final class LoadTarget implements AutoCloseable {
    static final Retry QUICK = new Retry(5, Duration.ofMillis(1), Duration.ofMillis(20));

    private static final BackupId BACKUP = new BackupId("20261122T150312Z-3f9a01bc");
    /** Rows with larger keys belong to another chunk. */
    private static final String LAST_KEY = "50";

    private final ServerFlavor flavor;
    private final TestSchema schema;
    private final TableRecord table;

    LoadTarget(ServerFlavor flavor, String table) {
        this.flavor = flavor;
        this.schema = TestSchema.create(flavor);
        schema.session().execute(table);
        this.table = table(schema);
        ledger(schema.shard()).create(schema.session());
    }

    /** The schema, which this closes. */
    TestSchema schema() {
        return schema;
    }

    private static Ledger ledger(Shard shard) {
        return new Ledger(shard, BACKUP, 0);
    }

    ChunkLoader loader() {
        return new ChunkLoader(new Sessions(), schema.shard().instance(), QUICK);
    }

    HostileProxy proxy() throws IOException {
        DatabaseServer server = SharedServers.get(flavor, 0);
        return new HostileProxy(server.host(), server.port());
    }

    /** Without TLS; the server knows the password's hash from the schema's own session. */
    ChunkLoader loader(HostileProxy proxy) {
        DatabaseServer server = SharedServers.get(flavor, 0);
        Instance through = new Instance(
                0, "mysql-a", "127.0.0.1", proxy.port(), server.user(), new Secret(server.password()), Tls.DISABLED);
        return new ChunkLoader(new Sessions(), through, QUICK);
    }

    ChunkToLoad chunk(long rows) {
        return chunk(rows, Sha256.of(new byte[0]));
    }

    ChunkToLoad chunk(long rows, Sha256 sha256) {
        return chunk(new RowSetDigest(rows, 0, 0), sha256);
    }

    /** A chunk that is known to hold so many rows and these. */
    ChunkToLoad chunk(long rows, String text) {
        RowSetDigest digest = RowSetDigest.of(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length);
        return chunk(new RowSetDigest(rows, digest.high(), digest.low()), Sha256.of(new byte[0]));
    }

    private ChunkToLoad chunk(RowSetDigest digest, Sha256 sha256) {
        TableSlice slice = new TableSlice(schema.name(), table, List.of(), List.of(LAST_KEY));
        return new ChunkToLoad(
                ledger(schema.shard()),
                LoadStatement.of(schema.name(), slice.table()),
                0,
                digest,
                slice,
                sha256,
                Transactions.SUPPORTED,
                "shard ds_0, table t, chunk 0");
    }

    private static TableRecord table(TestSchema schema) {
        Topology topology = new Topology(List.of(schema.shard().instance()), List.of(schema.shard()), List.of());
        return SchemaReader.read(schema.session(), schema.shard(), topology).tables().stream()
                .filter(table -> table.name().equals("t"))
                .findFirst()
                .orElse(new TableRecord(0, "t", "", "InnoDB", "", List.of(), List.of()));
    }

    String count() {
        return schema.session().value("SELECT COUNT(*) FROM t");
    }

    boolean inLedger() {
        return !ledger(schema.shard()).loadedChunks(schema.session()).isEmpty();
    }

    void empty() {
        schema.session().execute("DELETE FROM t");
        schema.session().execute("DELETE FROM " + Ledger.TABLE);
    }

    void awaitWaitingInsert() {
        while (schema.session()
                .value("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'INSERT INTO `"
                        + schema.name() + "`%'")
                .equals("0")) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        schema.close();
    }
}

package io.shardark.samples.demo;

import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.ServerOptions;
import io.shardark.samples.servers.Servers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Shows the main job on real servers. Arguments: the built launcher, the folder to work in, and maybe {@code --keep}.
 */
public final class Demo {
    private final DemoScreen screen = new DemoScreen(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    private final DemoShell shell;
    private final DemoFolder folder;
    private final List<DatabaseServer> servers = new ArrayList<>();
    private final ServerOptions serverOptions;

    private Demo(Path shardark, DemoFolder folder, ServerOptions serverOptions) {
        this.folder = folder;
        this.shell = new DemoShell(shardark, folder.path(), screen);
        this.serverOptions = serverOptions;
    }

    /** Runs the demo; the exit code is 0 when everything was shown. */
    public static void main(String[] arguments) throws Exception {
        boolean keep = List.of(arguments).contains("--keep");
        DemoFolder folder = DemoFolder.createEmpty(Path.of(arguments[1]).toAbsolutePath());
        ServerOptions options = keep ? ServerOptions.defaults().outlivingJvm() : ServerOptions.defaults();
        Demo demo = new Demo(Path.of(arguments[0]).toAbsolutePath(), folder, options);
        try {
            demo.run();
        } finally {
            demo.end(keep);
        }
    }

    private void run() throws Exception {
        screen.title("Shardark: back up real shards, verify, lose them, restore them");
        startServers();
        fill();
        makeKeys();
        backUpWhileTrading();
        auditWithoutKey();
        loseEverything();
        restore();
        findOneFlippedBit();
        screen.title("Done: nothing lost, nothing torn, nothing readable without the key");
    }

    private void startServers() {
        screen.step("Two database servers");
        for (String name : List.of("mysql-a", "mysql-b")) {
            DatabaseServer server = Servers.start(ServerFlavor.MARIADB, serverOptions);
            servers.add(server);
            screen.output(name + ": " + server.version() + " on port " + server.port());
        }
    }

    private void fill() throws SQLException, InterruptedException {
        screen.step("Four shards ds_0..ds_3 of a shop: 16 tables of orders, 16 of their items, one of countries");
        DemoSchema.create(servers);
        DemoData.Rows rows = DemoData.fill(servers);
        screen.output("%,d orders, %,d items, %,d countries".formatted(rows.orders(), rows.items(), rows.countries()));
    }

    private void makeKeys() throws IOException, InterruptedException {
        screen.step("Keys: the host that backs up gets only ops.crt; ops.key, which reads backups, stays elsewhere");
        folder.secret(
                "passphrase",
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
        folder.writeConfiguration(servers);
        shell.run(0, "keygen", "--out", "keys", "--passphrase-file", "passphrase", "ops");
        shell.run(0, "keygen", "--out", "keys", "--signing", "--no-passphrase", "backup-host");
    }

    private void backUpWhileTrading() throws IOException, InterruptedException {
        screen.step("Back up, while shops keep trading across both servers");
        try (DemoTrades trades = new DemoTrades(servers)) {
            trades.open();
            shell.run(0, "backup");
            screen.output("%,d trades were committed meanwhile".formatted(trades.count()));
        }
        shell.run(0, "list");
    }

    private void auditWithoutKey() throws IOException, InterruptedException {
        screen.step("Audit it without a key and without a database");
        shell.run(0, "verify", "--level", "files");
    }

    private void loseEverything() throws SQLException {
        screen.step("Lose every shard");
        DemoSchema.drop(servers);
        screen.output("DROP DATABASE ds_0, ds_1, ds_2, ds_3");
    }

    private void restore() throws IOException, InterruptedException, SQLException {
        screen.step("Restore, which proves that every table equals the backup");
        shell.run(0, "restore", "latest", "--key", "keys/ops.key", "--passphrase-file", "passphrase");
        DemoTrades.Count trades = DemoTrades.count(servers);
        screen.output("%,d trades came back whole, %,d by half".formatted(trades.whole(), trades.half()));
        if (trades.half() != 0) {
            throw new DemoFailure("the cut is torn");
        }
        shell.run(0, "verify", "--level", "live", "--key", "keys/ops.key", "--passphrase-file", "passphrase");
    }

    private void findOneFlippedBit() throws IOException, InterruptedException {
        screen.step("Flip one bit of the archive");
        screen.output("flipped a bit in " + folder.flipOneBit());
        shell.run(3, "verify", "--level", "files");
        folder.flipOneBit();
    }

    private void end(boolean keep) {
        if (!keep) {
            servers.forEach(DatabaseServer::close);
            return;
        }
        screen.title("Kept for you to play with");
        screen.output("cd " + folder.path() + "   # shardark.yaml, keys, passphrase, repository");
        servers.forEach(server -> screen.output("stop a server with: " + server.stopCommand()));
    }
}

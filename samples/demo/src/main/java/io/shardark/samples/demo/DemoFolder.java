package io.shardark.samples.demo;

import io.shardark.samples.servers.DatabaseServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of the demo: configuration, keys, repository. */
record DemoFolder(Path path) {
    static DemoFolder createEmpty(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(path);
        return new DemoFolder(path);
    }

    void writeConfiguration(List<DatabaseServer> servers) throws IOException {
        StringBuilder yaml = new StringBuilder("repository: repository\ninstances:\n");
        for (int n = 0; n < servers.size(); n++) {
            DatabaseServer server = servers.get(n);
            secret("password-" + n, server.password());
            yaml.append("  mysql-%s: { host: %s, port: %d, user: %s, password: \"${file:%s}\" }%n"
                    .formatted(
                            "ab".charAt(n),
                            server.host(),
                            server.port(),
                            server.user(),
                            path.resolve("password-" + n)));
        }
        yaml.append("shards:\n");
        for (int shard = 0; shard < DemoSchema.SHARDS; shard++) {
            char instance = "ab".charAt(servers.indexOf(DemoSchema.serverOf(shard, servers)));
            yaml.append("  ds_%d: { instance: mysql-%s, schema: ds_%d }%n".formatted(shard, instance, shard));
        }
        yaml.append("""
                logical-tables:
                  t_order: "ds_${0..3}.t_order_${0..3}"
                  t_order_item: "ds_${0..3}.t_order_item_${0..3}"
                encryption:
                  recipients: [keys/ops.crt]
                signing-key: keys/backup-host.key
                trusted-signers: [keys/backup-host.pub]
                backup: { connections-per-instance: 2, cut: global }
                restore: { connections-per-instance: 2 }
                """);
        Files.writeString(path.resolve("shardark.yaml"), yaml);
    }

    /** Writes a file that only its owner can read. */
    Path secret(String name, String text) throws IOException {
        Path file = path.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }

    /** Flips one bit in the middle of the largest archive file, or flips it back, and returns the file. */
    Path flipOneBit() throws IOException {
        Path archive;
        try (Stream<Path> files = Files.walk(path.resolve("repository"))) {
            archive = files.filter(file -> file.toString().endsWith(".tar"))
                    .max(Comparator.comparing(file -> file.toFile().length()))
                    .orElseThrow();
        }
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            long middle = file.length() / 2;
            file.seek(middle);
            int value = file.read();
            file.seek(middle);
            file.write(value ^ 0x10);
        }
        return path.relativize(archive);
    }
}

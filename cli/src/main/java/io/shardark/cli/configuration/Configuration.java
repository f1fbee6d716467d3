package io.shardark.cli.configuration;

import io.shardark.engine.operation.BackupSettings;
import io.shardark.engine.operation.RestoreSettings;
import io.shardark.engine.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a configuration file says; all paths are absolute.
 *
 * @param repository the folder of the repository; present when the purpose needs it
 * @param topology without instances and shards when the file names none and the purpose needs none
 * @param signingKey the private key that signs backups; backups are not signed without
 * @param trustedSigners the public keys whose signatures count
 */
public record Configuration(
        Optional<Path> repository,
        Topology topology,
        EncryptionChoice encryption,
        Optional<Path> signingKey,
        List<Path> trustedSigners,
        BackupSettings backup,
        RestoreSettings restore) {
    public Configuration {
        trustedSigners = List.copyOf(trustedSigners);
    }
}

package io.shardark.cli.command;

import io.shardark.cli.configuration.Configuration;
import io.shardark.cli.configuration.Purpose;
import io.shardark.cli.output.Result;
import io.shardark.cli.output.VerifyResult;
import io.shardark.cli.progress.ProgressDisplay;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.operation.VerifyOperation;
import io.shardark.engine.operation.VerifyReport.Level;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.topology.Topology;
import io.shardark.format.crypto.Identity;
import io.shardark.format.value.BackupId;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies a backup. */
@CommandLine.Command(name = "verify", description = "Finds out whether a backup is whole and as it was written.")
final class VerifyCommand implements Command {
    private final Invocation invocation;

    @Parameters(
            paramLabel = "BACKUP",
            arity = "0..1",
            defaultValue = "latest",
            description = "An id, the beginning of one, or latest (the default).")
    private String backup = "latest";

    @Option(
            names = "--level",
            paramLabel = "files|data|live",
            defaultValue = "files",
            description = {
                "files (the default): names, lengths, every SHA-256, signature, chain; needs no key and no database.",
                "data: also decrypts, decompresses and hashes every row.",
                "live: also compares the digests with the databases of the configuration."
            })
    private Level level = Level.FILES;

    @Mixin
    private final KeyOptions key = new KeyOptions();

    VerifyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Result run() {
        boolean live = level == Level.LIVE;
        Configuration configuration =
                invocation.configuration(live ? Purpose.REPOSITORY_AND_DATABASES : Purpose.REPOSITORY);
        Repository repository = Invocation.repository(configuration);
        BackupId id = repository.find(backup);
        Keys keys = invocation.keys();
        Optional<Identity> identity = level == Level.FILES ? Optional.empty() : key.identity(keys);
        Optional<Topology> databases = live ? Optional.of(configuration.topology()) : Optional.empty();
        try (ProgressDisplay progress = invocation.progress()) {
            return new VerifyResult(new VerifyOperation(
                            repository,
                            id,
                            level,
                            keys.trustedSigners(configuration.trustedSigners()),
                            identity,
                            databases,
                            configuration.backup().pace(),
                            new Sessions(),
                            progress)
                    .run());
        }
    }
}

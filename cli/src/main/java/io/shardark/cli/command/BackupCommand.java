package io.shardark.cli.command;

import io.shardark.cli.configuration.Configuration;
import io.shardark.cli.configuration.EncryptionChoice;
import io.shardark.cli.configuration.Purpose;
import io.shardark.cli.output.BackupResult;
import io.shardark.cli.output.Result;
import io.shardark.cli.progress.ProgressDisplay;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.operation.BackupOperation;
import io.shardark.engine.operation.Encryption;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.selection.Selection;
import io.shardark.format.crypto.SigningKey;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Backs up all shards, or what is selected of them. */
@CommandLine.Command(name = "backup", description = "Backs up all shards as one backup that shows one point in time.")
final class BackupCommand implements Command {
    private final Invocation invocation;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is the passphrase of the signing key.")
    private Optional<Path> passphraseFile = Optional.empty();

    @Mixin
    private final SelectionOptions options = new SelectionOptions();

    BackupCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Result run() {
        Configuration configuration = invocation.configuration(Purpose.BACKUP);
        Selection selection = options.over(configuration.backup().selection());
        Keys keys = invocation.keys();
        Encryption encryption = encryption(configuration.encryption(), keys);
        Optional<SigningKey> signingKey = configuration.signingKey().map(file -> keys.signingKey(file, passphraseFile));
        Repository repository = Repository.openOrCreate(Invocation.store(configuration));
        try (ProgressDisplay progress = invocation.progress()) {
            return new BackupResult(new BackupOperation(
                            repository,
                            configuration.topology(),
                            configuration.backup().with(selection),
                            encryption,
                            signingKey,
                            new Sessions(),
                            "shardark " + Version.number(),
                            progress)
                    .run());
        }
    }

    private static Encryption encryption(EncryptionChoice choice, Keys keys) {
        if (choice instanceof EncryptionChoice.Recipients recipients) {
            return new Encryption.ForRecipients(keys.recipients(recipients.certificates()));
        }
        if (choice instanceof EncryptionChoice.None) {
            return new Encryption.None();
        }
        throw new IllegalStateException("read for a purpose that says nothing about encryption");
    }
}

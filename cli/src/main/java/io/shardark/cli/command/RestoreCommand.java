package io.shardark.cli.command;

import io.shardark.cli.configuration.Configuration;
import io.shardark.cli.configuration.Purpose;
import io.shardark.cli.output.RestoreResult;
import io.shardark.cli.output.Result;
import io.shardark.cli.progress.ProgressDisplay;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.operation.RestoreOperation;
import io.shardark.engine.operation.TableSelection;
import io.shardark.engine.repository.OpenBackup;
import io.shardark.engine.repository.Repository;
import io.shardark.format.crypto.Envelope;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a backup back. */
@CommandLine.Command(
        name = "restore",
        description = "Loads a backup into empty shards and proves that they equal it. Run it again to go on.")
final class RestoreCommand implements Command {
    private final Invocation invocation;

    @Parameters(
            paramLabel = "BACKUP",
            arity = "0..1",
            defaultValue = "latest",
            description = "An id, the beginning of one, or latest (the default).")
    private String backup = "latest";

    @Option(
            names = "--to",
            paramLabel = "OTHER_CONFIG",
            description = "A configuration that names the same shards elsewhere; only its instances, shards and restore"
                    + " settings count.")
    private Optional<Path> to = Optional.empty();

    @Option(
            names = "--table",
            paramLabel = "PATTERN",
            description =
                    "Restore only such tables, by physical or logical name or as SHARD.TABLE; * and ? stand for any"
                            + " characters. May be repeated.")
    private List<String> tables = List.of();

    @Option(
            names = "--shard",
            paramLabel = "NAME",
            description = "Restore only such shards, by their names in the backup. May be repeated.")
    private List<String> shards = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "PATTERN",
            description = "Leave out what matches; patterns are those of backup --exclude. May be repeated.")
    private List<String> exclude = List.of();

    @Mixin
    private final LoadOptions load = new LoadOptions();

    @Mixin
    private final KeyOptions key = new KeyOptions();

    RestoreCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Result run() {
        Configuration source =
                invocation.configuration(to.isPresent() ? Purpose.REPOSITORY : Purpose.REPOSITORY_AND_DATABASES);
        Configuration target = to.map(file -> invocation.configuration(file, Purpose.DATABASES))
                .orElse(source);
        Repository repository = Invocation.repository(source);
        Keys keys = invocation.keys();
        OpenBackup opened =
                OpenBackup.open(repository, repository.find(backup), keys.trustedSigners(source.trustedSigners()));
        Envelope envelope = opened.envelope(key.identity(keys));
        try (ProgressDisplay progress = invocation.progress()) {
            return new RestoreResult(new RestoreOperation(
                            opened.reader(),
                            envelope,
                            target.topology(),
                            TableSelection.of(shards, tables, exclude),
                            target.restore().with(load.over(target.restore().choices())),
                            new Sessions(),
                            progress)
                    .run());
        }
    }
}

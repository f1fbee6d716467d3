package io.shardark.cli.command;

import io.shardark.cli.configuration.Configuration;
import io.shardark.cli.configuration.Purpose;
import io.shardark.cli.output.ListResult;
import io.shardark.cli.output.Result;
import io.shardark.engine.operation.ListOperation;
import io.shardark.engine.repository.Repository;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Lists backups. */
@CommandLine.Command(name = "list", description = "Lists the backups; tables and rows only with a key.")
final class ListCommand implements Command {
    private final Invocation invocation;

    @Mixin
    private final KeyOptions key = new KeyOptions();

    ListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Result run() {
        Configuration configuration = invocation.configuration(Purpose.REPOSITORY);
        Repository repository = Invocation.repository(configuration);
        Keys keys = invocation.keys();
        ListOperation operation =
                new ListOperation(repository, keys.trustedSigners(configuration.trustedSigners()), key.identity(keys));
        return new ListResult(repository.location(), operation.run());
    }
}

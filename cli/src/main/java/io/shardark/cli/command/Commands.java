package io.shardark.cli.command;

import picocli.CommandLine;

/** The composition root: which commands there are, and what they are made of. */
final class Commands {
    private Commands() {}

    static CommandLine tree(Invocation invocation) {
        return new CommandLine(invocation.options())
                .addSubcommand(new KeygenCommand(invocation.passphrases()))
                .addSubcommand(new BackupCommand(invocation))
                .addSubcommand(new ListCommand(invocation))
                .addSubcommand(new VerifyCommand(invocation))
                .addSubcommand(new RestoreCommand(invocation))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
